import DeviceOutput

/// How a device takes commands: what IOS XE takes is not offered to IOS XR, and files lie where they were
/// put before.
package struct CommandDialect: Sendable, Hashable {
  let system: DeviceModel.System?
  /// The file system that was typed for a file of licensing; nil where none was.
  private let fileSystem: String?

  init(_ device: DeviceSnapshot) {
    system = device.system
    fileSystem = device.observations.lazy.reversed().compactMap(Self.fileSystem).first
  }

  /// The dialect of a system, where nothing of the device was printed.
  init(_ system: DeviceModel.System?) {
    self.system = system
    fileSystem = nil
  }

  /// `flash:` of `license smart save usage all file flash:rum.txt`; no server.
  private static func fileSystem(_ observation: Observation) -> String? {
    let commands: [DeviceCommand] = [.licenseSaveUsage, .licenseImport]
    guard let typed = observation.command, let command = typed.command, commands.contains(command)
    else { return nil }
    return typed.arguments.lazy.compactMap { word in
      let name = word.prefix { $0 != ":" }.lowercased()
      let isDisk = ["flash", "bootflash", "harddisk", "disk", "usb", "slot"].contains {
        name.hasPrefix($0)
      }
      return isDisk && name.utf8.count < min(word.utf8.count, 20) ? name + ":" : nil
    }.first
  }

  /// The same commands as this system takes them; empty where one of them is not known there.
  ///
  /// IOS XR puts a configuration in force with `commit`, which also keeps it over a reload, and has a disk in
  /// place of the flash. NX-OS keeps one with `copy`, and has no `write`.
  package func typed(_ commands: [String]) -> [String] {
    guard let system, system != .iosXE else {
      return fileSystem.map { place in commands.map { $0.replacing("bootflash:", with: place) } }
        ?? commands
    }
    var result: [String] = []
    for command in commands {
      switch command {
      case "configure terminal": result.append(command)
      case "end": result += system == .iosXR ? ["commit", command] : [command]
      case "copy running-config startup-config", "write memory":
        if system == .nxOS { result.append("copy running-config startup-config") }
      // Only IOS XE has the logs of its processes.
      case _ where command.hasPrefix("show logging process"): return []
      case _ where Self.shared.contains(where: command.hasPrefix),
        _ where system == .nxOS && command.hasPrefix("ip name-server "):
        let place = system == .iosXR ? "disk0:" : "bootflash:"
        result.append(command.replacing("bootflash:", with: fileSystem ?? place))
      default: return []
      }
    }
    return result
  }

  /// What ends a configuration and keeps it over a reload.
  package var ending: [String] { typed(["end", "write memory"]) }

  /// Beginnings of what all take.
  private static let shared = [
    "license smart ", "show license ", "show version", "show clock", "show ntp status",
    "show logging", "show inventory", "telnet ", "terminal monitor",
  ]
}

extension RequirementResult {
  /// With steps that this system takes: those in backquotes are commands.
  func typed(in dialect: CommandDialect) -> RequirementResult {
    var result = self
    guard let system = dialect.system, system != .iosXE else {
      result.steps = dialect.typed(steps)
      return result
    }
    let commands = steps.filter { $0.hasPrefix("`") && $0.hasSuffix("`") }
      .map { String($0.dropFirst().dropLast()) }
    let others = steps.filter { !($0.hasPrefix("`") && $0.hasSuffix("`")) }
    result.steps = dialect.typed(commands).map { "`\($0)`" } + others
    result.settledBy = settledBy.filter { !dialect.typed([$0]).isEmpty }
    return result
  }
}
