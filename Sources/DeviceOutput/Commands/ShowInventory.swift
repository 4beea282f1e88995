import LicenseFiles

/// One part of a device, as `show inventory` lists it.
public struct InventoryPart: Sendable, Hashable {
  /// `NAME`: `Chassis`, `Switch 1`, `module R0`; nil where a filter left its line out.
  public let name: String?
  /// `PID`.
  public let pid: String
  /// `SN`; nil for a part that has none.
  public let serial: String?

  /// True for the part whose PID and serial number are the UDI of a device or a member.
  var isChassis: Bool {
    guard let words = name?.lowercased().words else { return false }
    switch words.count {
    case 1: return words[0] == "chassis"
    case 2:
      return ["chassis", "switch", "rack"].contains(words[0]) && words[1].number != nil
        || words[1] == "stack"
    case _: return false
    }
  }

  var udi: UDI? { serial.flatMap { UDI(printed: "PID:\(pid),SN:\($0)") } }
}

/// Reads `show inventory`, and what the access points of a controller print alike: for each part a line
/// with its name and one with its PID and serial number.
///
/// ```
/// NAME: "Chassis", DESCR: "Cisco Catalyst 9800-CL Wireless Controller Chassis"
/// PID: C9800-CL-K9       , VID: V02  , SN: 9ZZEXAMPLE1
/// ```
///
/// Source: Cisco's command reference; recorded outputs in public collections.
enum ShowInventory {
  static let reader = CommandReader(
    .showInventory, takesMore: true, signs: [.lone("NAME: \"")]
  ) { output in
    let (parts, unknown) = read(output.lines, output.context)
    return (.inventory(parts), unknown)
  }

  static func read(
    _ lines: [TranscriptLine], _ context: OutputContext
  ) -> (parts: [Observed<InventoryPart>], unknown: [TranscriptLine]) {
    var parts: [Observed<InventoryPart>] = []
    var unknown: [TranscriptLine] = []
    var name: String?
    for line in lines {
      let text = line.text.trimmingBlanks
      if let rest = text.after(prefix: "NAME:") {
        name = value(rest.parted(by: "DESCR:")?.before ?? rest)
      } else if let (pid, serial) = part(text) {
        parts.append(
          context.observed(InventoryPart(name: name, pid: pid, serial: serial), line.number))
        name = nil
      } else if !text.utf8.starts(with: "DESCR:".utf8), !line.text.isRule {
        unknown.append(line)
      }
    }
    return (parts, unknown)
  }

  private static func part(_ text: Substring) -> (pid: String, serial: String?)? {
    guard text.utf8.count <= 400, let rest = text.after(prefix: "PID:"),
      let (front, behind) = rest.parted(by: "SN:"),
      let pid = value(front.parted(by: "VID:")?.before ?? front)
    else { return nil }
    return (pid, value(behind))
  }

  /// Without the blanks, quotation marks and commas around it; nil when nothing is left.
  private static func value(_ text: Substring) -> String? {
    let marks: Set<Character> = [" ", "\t", "\"", ","]
    let front = text.drop { marks.contains($0) }
    let back = front.reversed().drop { marks.contains($0) }
    return back.isEmpty ? nil : String(back.reversed())
  }
}

extension [Observed<InventoryPart>] {
  /// The device itself: the stack, else the only chassis, else the first line of a list without names,
  /// which is that of the chassis. Nil where two chassis stand side by side.
  var device: Observed<InventoryPart>? {
    let chassis = filter(\.value.isChassis)
    if let stack = chassis.first(where: { $0.value.name?.lowercased().hasSuffix("stack") == true })
    {
      return stack
    }
    if chassis.isEmpty { return allSatisfy { $0.value.name == nil } ? first : nil }
    return Set(chassis.map(\.value.udi)).count == 1 ? chassis.first : nil
  }
}
