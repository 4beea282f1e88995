import DeviceOutput

/// How a system takes commands: what IOS XE takes is not offered to IOS XR.
enum CommandDialect {
  case iosXE, iosXR

  init(_ system: DeviceModel.System?) { self = system == .iosXR ? .iosXR : .iosXE }

  /// The same commands as this system takes them; empty where one of them is not known there.
  ///
  /// IOS XR puts a configuration in force with `commit`, which also keeps it over a reload, and has a disk in
  /// place of the flash.
  func typed(_ commands: [String]) -> [String] {
    guard self == .iosXR else { return commands }
    var result: [String] = []
    for command in commands {
      switch command {
      case "configure terminal": result.append(command)
      case "end": result += ["commit", command]
      case "copy running-config startup-config", "write memory": continue
      case _ where Self.shared.contains(where: command.hasPrefix):
        result.append(command.replacing("bootflash:", with: "disk0:"))
      default: return []
      }
    }
    return result
  }

  /// Beginnings of what both take.
  private static let shared = [
    "license smart ", "show license ", "show version", "show clock", "show ntp status",
    "show logging", "show inventory",
  ]
}

extension RequirementResult {
  /// With steps that this system takes: those in backquotes are commands.
  func typed(in dialect: CommandDialect) -> RequirementResult {
    guard dialect == .iosXR else { return self }
    var result = self
    let commands = steps.filter { $0.hasPrefix("`") && $0.hasSuffix("`") }
      .map { String($0.dropFirst().dropLast()) }
    let others = steps.filter { !($0.hasPrefix("`") && $0.hasSuffix("`")) }
    result.steps = dialect.typed(commands).map { "`\($0)`" } + others
    result.settledBy = settledBy.filter { !dialect.typed([$0]).isEmpty }
    return result
  }
}
