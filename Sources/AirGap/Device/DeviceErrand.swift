import Assessment
import DeviceOutput
import LicenseFiles

/// What is the same in every visit at a device: typing lines of the list, knowing who answers, and
/// comparing a file on both sides.
struct DeviceErrand: Sendable {
  let host: String
  var lines: [String] = []
  /// The show commands that were refused.
  private(set) var refusals: [Finding] = []

  /// Types a line that must work.
  ///
  /// - Throws: ``DeviceTrouble``, also when the device refuses.
  mutating func must(
    _ text: String, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) -> [String] {
    let answer = try await type(text, &dialogue)
    if let refusal = answer.refusal {
      throw DeviceTrouble(DeviceRefusal.kind(of: refusal), at: host, "\(text): \(refusal)")
    }
    return answer.lines
  }

  /// Types a line.
  ///
  /// - Throws: ``DeviceTrouble``; a refusal is none.
  @discardableResult
  mutating func type(
    _ text: String, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) -> DeviceDialogue.Answer {
    guard let line = DeviceLine(text) else {
      throw DeviceTrouble(.deviceRefused, at: host, "rumkit does not type this line: \(text)")
    }
    lines.append(text)
    return try await dialogue.type(line)
  }

  /// Types what was not typed yet, or once more. What is refused is said and stops nothing.
  mutating func look(
    _ instructions: [DeviceInstruction], isAgain: Bool = false, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) {
    for instruction in instructions where isAgain || !lines.contains(instruction.text) {
      let text = instruction.text
      let answer = try await type(text, &dialogue)
      guard text.hasPrefix(DeviceLine.Kind.show.rawValue),
        let said = DeviceRefusal.line(toLook: answer.lines)
      else { continue }
      var finding = DeviceTrouble(.deviceShowRefused, at: host, "\(text): \(said)").finding
      // A command that this release does not have is no fault.
      if DeviceRefusal.isUnknown(said) { finding = finding.graded(.note) }
      if !refusals.contains(finding) { refusals.append(finding) }
    }
  }

  /// The device that answers. Where nothing that was typed shows its UDI, one more command asks for it.
  ///
  /// - Throws: ``DeviceTrouble`` when it does not show its UDI.
  mutating func identify(
    _ dialogue: inout DeviceDialogue, as name: String
  ) async throws(DeviceTrouble) -> (snapshot: DeviceSnapshot, device: UDI) {
    if let shown = try? snapshot(dialogue, as: name) { return shown }
    try await look([DeviceInstruction(typed: "show license udi")], &dialogue)
    return try snapshot(dialogue, as: name)
  }

  /// The device whose output this is.
  ///
  /// - Throws: ``DeviceTrouble`` when it does not show its UDI.
  func snapshot(
    _ dialogue: DeviceDialogue, as name: String
  ) throws(DeviceTrouble) -> (snapshot: DeviceSnapshot, device: UDI) {
    let devices = DeviceOutputReader.read(name: name, bytes: dialogue.transcript).devices
    let shown = devices.first { !$0.udis.isEmpty }
    guard let shown, let device = shown.udi.latest?.value ?? shown.udis.min() else {
      throw DeviceTrouble(.deviceUnnamed, at: host, "nothing that it printed shows its UDI")
    }
    return (shown, device)
  }

  /// The size and the MD5 of a file on the device.
  ///
  /// - Throws: ``DeviceTrouble`` when it is not there, or one of them is not shown.
  mutating func measure(
    _ name: DeviceFileName, _ commands: RitualCommands, _ dialogue: inout DeviceDialogue
  ) async throws(DeviceTrouble) -> (byteCount: Int, md5: String) {
    let listed = try await type("dir \(commands.path.file(name))", &dialogue)
    guard let size = Self.size(of: name.text, in: listed.lines) else {
      let said = listed.refusal ?? "dir does not show it"
      throw DeviceTrouble(.deviceUnsaved, at: host, "\(commands.path.file(name)): \(said)")
    }
    let hashed = try await must(commands.hash(name).text, &dialogue)
    guard let md5 = Self.hash(in: hashed) else {
      throw DeviceTrouble(
        .deviceRefused, at: host, "\(commands.hash(name).text) prints no MD5: it proves no copy")
    }
    return (size, md5)
  }

  /// `   14  -rw-     12345  Nov 24 2026 10:00:00 +00:00  rum.txt`
  static func size(of name: String, in lines: [String]) -> Int? {
    for line in lines {
      let words = line.split(separator: " ")
      guard words.count >= 4, words.last.map(String.init) == name, words[1].hasPrefix("-") else {
        continue
      }
      return Int(words[2])
    }
    return nil
  }

  /// `verify /md5 (bootflash:rum.txt) = 0123456789abcdef0123456789abcdef`
  static func hash(in lines: [String]) -> String? {
    for line in lines.reversed() {
      guard let equals = line.lastIndex(of: "=") else { continue }
      let digits = line[line.index(after: equals)...].split(separator: " ").first ?? ""
      if digits.utf8.count == 32, digits.allSatisfy(\.isHexDigit) { return digits.lowercased() }
    }
    return nil
  }

  /// Compares a file here with the one on the device.
  ///
  /// - Throws: ``DeviceTrouble`` when they differ.
  func compare(
    _ path: String, with there: (byteCount: Int, md5: String), name: String
  ) throws(DeviceTrouble) {
    let here: (digest: String, byteCount: Int)
    do throws(ByteSourceError) {
      here = try MD5.hexadecimal(of: try FileSource(path))
    } catch {
      throw DeviceTrouble(.deviceCopy, at: host, "\(name): \(error.reason)")
    }
    guard here.byteCount == there.byteCount else {
      throw DeviceTrouble(
        .deviceCopyDiffers, at: host,
        "\(name) has \(there.byteCount) bytes on the device and \(here.byteCount) here")
    }
    guard here.digest == there.md5 else {
      throw DeviceTrouble(
        .deviceCopyDiffers, at: host,
        "\(name) has the MD5 \(there.md5) on the device and \(here.digest) here")
    }
  }
}
