import Foundation

/// Whether text looks like what a device prints, judged by its first lines alone.
///
/// It only names the kind of a file; what the text says is for the readers of device output.
///
/// Source: the recorded outputs of `show license …` and the log messages of IOS XE in public
/// collections; prompts as IOS XE writes them.
enum DeviceText {
  /// Lines that stand in no other text that is handed to this tool.
  private static let headings: Set<String> = [
    "Smart Licensing Status", "Smart Licensing is ENABLED", "Smart Licensing is DISABLED",
    "Smart Licensing Using Policy:", "Smart Licensing Tech Support info",
    "Smart Licensing Usage Report:", "Smart Licensing Usage Report Detail:",
    "Message History (oldest to newest):", "License Usage:",
    "License Authorization:", "License Authorizations",
    "**** Event Log ****", "Trust Code Installed:", "Usage Report Summary:",
    "Building configuration...", "conf t", "configure terminal", RedactionMark.line,
  ]
  /// How lines begin that a device prints in front of an output or into its log.
  private static let starts = [
    "Load for five secs: ", "Time source is ", "Cisco IOS XE Software, ", "Cisco IOS Software ",
    "Cisco IOS Software, ", "Last license report time.", "Upcoming license report time.",
    "REQUEST: ", "Index 1 Feature: ", "SlotID ", "Building configuration...",
    "Current configuration : ", "! Last configuration change at ", "license smart transport ",
    "license smart url ", "license udi pid ", "ip http client ", "crypto pki trustpoint ",
  ]
  /// Commands behind a prompt; each stands here in its shortest usual form.
  private static let commands = [
    "sh ", "sho ", "show ", "license ", "dir", "more ", "copy ", "term", "test license",
    "conf", "write", "wr", "reload", "debug ", "service ",
  ]

  /// True when one of the lines is a heading, a prompt with a command, or a log message of a device.
  static func isLikely(_ head: some Collection<UInt8>) -> Bool {
    let text = String(decoding: head, as: UTF8.self)
    // A carriage return and a line feed are one character.
    return text.split(whereSeparator: { $0.isNewline }).prefix(400).contains { raw in
      let line = raw.drop { $0 == " " || $0 == "\t" || $0 == "\u{8}" }
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      return headings.contains(trimmed) || starts.contains { line.hasPrefix($0) }
        || isPrompt(line) || isLogMessage(line)
    }
  }

  /// `wlc-1#show license all`, `Router> sh ver`, `wlc(config)# license smart transport off`.
  private static func isPrompt(_ line: Substring) -> Bool {
    guard let mark = line.firstIndex(where: { $0 == "#" || $0 == ">" }) else { return false }
    var host = line[..<mark]
    if host.last == ")", let bracket = host.firstIndex(of: "(") { host = host[..<bracket] }
    guard let first = host.first, first.isLetter || first.isNumber, host.count <= 63,
      host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
    else { return false }
    let command = line[line.index(after: mark)...].drop { $0 == " " }.lowercased()
    return commands.contains { command.hasPrefix($0) }
  }

  /// `%SMART_LIC-6-REPORTING_REQUIRED: …`, with or without a time in front.
  private static func isLogMessage(_ line: Substring) -> Bool {
    guard let mark = line.firstIndex(of: "%") else { return false }
    let parts = line[line.index(after: mark)...].prefix { $0 != ":" && $0 != " " }
      .split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let facility = parts.first, !facility.isEmpty,
      facility.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") })
    else { return false }
    return parts.dropFirst().contains { $0.count == 1 && ("0"..."7").contains($0) }
  }
}
