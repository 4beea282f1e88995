/// Values after a label, as devices print them: `SN:…`, `Smart Account: …`, `Processor board ID …`.
///
/// Source: `show license all`, `show version`, `show inventory` and log messages of IOS XE in public
/// collections; the configuration guides.
enum LabelledValues {
  /// Labels that begin a line; the value is the rest of the line.
  private static let headings: [(String, IdentityKind?)] = [
    ("smart account:", .account), ("virtual account:", .account), ("smart account name:", .account),
    ("virtual account name:", .account), ("account name:", .account), ("customer:", .account),
    ("customer name:", .account), ("company:", .account), ("company name:", .account),
    ("organization:", .account), ("hostname:", .hostName), ("host name:", .hostName),
    ("system name:", .hostName), ("device name:", .hostName), ("sysname:", .hostName),
    ("product instance name:", .hostName), ("policy name:", .policy), ("location:", nil),
    ("contact:", nil), ("system contact:", nil), ("system location:", nil), ("site:", nil),
    ("description:", nil), ("customer id:", .accountID), ("smart account id:", .accountID),
    ("virtual account id:", .accountID), ("product instance identifier:", .identifier),
    ("piid:", .identifier), ("custom id:", nil), ("user name:", .user), ("username:", .user),
    ("ap name:", .hostName), ("cisco ap name:", .hostName), ("ssid:", .name),
    ("domain name:", .domain), ("mobility group name:", .domain), ("tenant:", .account),
    ("community name:", nil), ("community index:", nil), ("community securityname:", nil),
    ("client username:", .user), ("wireless lan network name (ssid):", .name),
    ("network name (ssid):", .name), ("primary cisco controller name:", .hostName),
    ("secondary cisco controller name:", .hostName), ("tertiary cisco controller name:", .hostName),
    ("cisco ap location:", nil), ("ap location:", nil), ("vtp domain name:", .domain),
    ("vtp management domain:", .domain), ("port description:", nil), ("asset id:", nil),
    ("cookie:", nil), ("set-cookie:", nil), ("authorization: basic", nil),
    ("local virtual account:", .account), ("default virtual account:", .account),
  ]

  /// Labels anywhere in a line; the value is the word after them, nil for a secret.
  private static let labels: [(String, IdentityKind?)] = [
    ("udi_sn:", .serialNumber), ("sn:", .serialNumber), (",s:", .serialNumber),
    (", s:", .serialNumber), (",u:", .identifier), ("serial number", .serialNumber),
    ("serial-number", .serialNumber), ("serial no", .serialNumber), ("serial num", .serialNumber),
    ("processor board id", .serialNumber), ("board id", .serialNumber),
    ("chassis serial", .serialNumber), ("serial:", .serialNumber), ("serial=", .serialNumber),
    ("[user: ", .user), ("user:", .user), ("user=", .user), ("user '", .user), ("username ", .user),
    ("username=", .user), ("username:", .user), ("user name", .user), ("logged in as ", .user),
    ("console by ", .user), ("vty by ", .user), ("http by ", .user), ("netconf by ", .user),
    ("login: ", .user), ("hostname ", .hostName), ("hostname:", .hostName),
    ("host name:", .hostName), ("host=", .hostName), ("switchname ", .hostName),
    ("ap name:", .hostName), ("ap name ", .hostName), ("apname:", .hostName),
    ("ssid ", .name), ("ssid:", .name), ("ssid (", .name), ("username entry (", .user),
    ("logout: user ", .user), ("set-cookie: ", nil),
    ("authorization: basic ", nil), ("confirmation code:", nil),
    ("return code:", nil), ("authorization code:", nil), ("reservation code:", nil),
    ("request code:", nil),
    ("polling id:", .identifier), ("polling id ", .identifier), ("piid:", .identifier),
    ("correlation id:", .identifier), ("correlationid:", .identifier),
    ("tp-self-signed-", .identifier), ("domain name ", .domain), ("domain-name ", .domain),
    ("customer ", .account),
  ]

  static func spans(_ line: [UInt8], _ words: LineWords) -> [TextRedaction.Span] {
    let lower = line.map(\.lowered)
    var spans =
      tenant(lower) + heading(line, lower) + config(words.statement) + ConfiguredNames.spans(words)
      + NamesInMessages.spans(words) + syslogHost(words)
    if !spans.contains(where: { $0.kind == .policy || $0.kind == .account }) {
      for (label, kind) in labels { find(Array(label.utf8), kind, lower, &spans) }
    }
    return spans + subject(lower)
  }

  private static func heading(_ line: [UInt8], _ lower: [UInt8]) -> [TextRedaction.Span] {
    let start = lower.firstIndex { $0 > 0x20 } ?? 0
    guard let colon = lower[start...].firstIndex(of: 0x3A), colon - start <= 60 else { return [] }
    let label = lower[start...colon].filter { $0 != 0x3A }
    let name = String(decoding: label, as: UTF8.self).trimmed + ":"
    guard let (_, kind) = headings.first(where: { $0.0 == name }) else { return [] }
    var from = colon + 1
    while from < line.count, line[from] <= 0x20 { from += 1 }
    var end = line.count
    // `Smart Account: NAME As of Sep 01 09:38:50 2025 UTC`.
    if let time = position(of: Array(" as of ".utf8), in: lower, from: from) { end = time }
    while end > from, line[end - 1] <= 0x20 { end -= 1 }
    let value = String(decoding: lower[from..<end], as: UTF8.self)
    if kind == .policy, published.contains(value) { return [] }
    // The description of a license is published; that of an interface or a site is not.
    if name == "description:", isLicense(value) { return [] }
    return from < end ? [TextRedaction.Span(range: from..<end, kind: kind)] : []
  }

  private static let licenseWords: Set<String> = [
    "air", "catalyst", "cisco", "dna", "advantage", "essentials", "network", "premier", "wireless",
    "and", "with", "stack", "router", "switch", "switching", "routing", "controller", "export",
    "restricted", "restriction", "us", "lic", "throughput", "hsec", "x", "tier", "for", "based",
    "license", "licenses", "switches", "aironet", "prime", "virtual", "smart", "compliance",
    "routers", "performance", "term",
  ]

  /// The description of a license, which Cisco wrote, and not that of an interface.
  private static func isLicense(_ text: String) -> Bool {
    let words = text.utf8.split { !$0.isWordByte }.map { String(decoding: $0, as: UTF8.self) }
    return !words.isEmpty
      && words.allSatisfy { word in
        licenseWords.contains(word) || FormatVocabulary.words.contains(word)
          || ["c9", "c8", "9", "8"].contains(where: word.hasPrefix) && word.utf8.count <= 7
          || Int(word) != nil || Int(word.dropLast()) != nil
      }
  }

  /// The product ids in a line: `PID:C9800-CL-K9`.
  static func productIDs(_ line: [UInt8]) -> [String] {
    var found: [TextRedaction.Span] = []
    find(Array("pid:".utf8), .text, line.map(\.lowered), &found)
    return found.map { String(decoding: line[$0.range], as: UTF8.self) }
  }

  private static let published: Set<String> = [
    "sle policy", "sl policy", "default policy", "cisco default", "none", "no name",
  ]

  /// Lines of a configuration whose rest is what a person wrote.
  private static func config(_ words: LineWords) -> [TextRedaction.Span] {
    func word(_ index: Int, _ kind: IdentityKind?) -> [TextRedaction.Span] {
      guard words.ranges.indices.contains(index) else { return [] }
      return [TextRedaction.Span(range: words.ranges[index], kind: kind)]
    }
    let isNo = words[0] == "no" ? 1 : 0
    switch words[isNo] {
    case "alias": return SecretWords.rest(words, from: isNo + 2)
    case "description", "remark", "location", "contact-email-addr", "street-address",
      "phone-number",
      "site-id", "customer-id", "contract-id":
      return SecretWords.rest(words, from: isNo + 1)
    case "license" where words[isNo + 1] == "smart" && words[isNo + 2] == "custom_id":
      return SecretWords.rest(words, from: isNo + 3)
    case "license" where words[isNo + 1] == "smart" && words[isNo + 3] == "customer_info",
      "license" where words[isNo + 1] == "smart" && words[isNo + 3] == "customer-tags":
      return SecretWords.rest(words, from: isNo + 5)
    case "name" where words.words.count == 2: return word(1, .name)
    case "vtp" where words[isNo + 1] == "domain": return word(isNo + 2, .domain)
    case "organization-name", "orgid": return SecretWords.rest(words, from: isNo + 1)
    case "snmp-server" where words[isNo + 1] == "chassis-id":
      return SecretWords.rest(words, from: isNo + 2)
    case "ap" where words[1] == "name" && words[3] == "location":
      return SecretWords.rest(words, from: 4)
    case "neighbor" where words[isNo + 2] == "description",
      "vrrp" where words[isNo + 2] == "description",
      "type" where words[isNo + 2] == "description":
      return SecretWords.rest(words, from: isNo + 3)
    case "wlan" where words.words.count >= 3:
      return word(1, .name) + (Int(words[2]) == nil ? [] : word(3, .name))
    case "banner": return SecretWords.rest(words, from: isNo + 2)
    case "ip" where ["domain", "domain-name"].contains(words[isNo + 1]):
      let isSwitch = ["lookup", "round-robin", "recursive"].contains(words[isNo + 2])
      if isSwitch { return [] }
      let index = words[isNo + 1] == "domain" && ["name", "list"].contains(words[isNo + 2]) ? 3 : 2
      return words.words.count == isNo + index + 1 ? word(isNo + index, .domain) : []
    case "username": return word(isNo + 1, .user)
    case "hostname" where words.words.count == 2: return word(isNo + 1, .hostName)
    default: return []
    }
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `Nov 19 14:53:07 wlc-1 45: *Nov 19 …: %SYS-5-…`: the word after the time of the server.
  private static func syslogHost(_ words: LineWords) -> [TextRedaction.Span] {
    guard words.words.contains(where: { $0.contains("%") }) else { return [] }
    for index in 0..<3 where months.contains(String(words[index].suffix(3))) {
      var host = index + 2
      if words[host].utf8.count == 4, Int(words[host]) != nil { host += 1 }
      guard words[host].contains(":"), !words[host].hasSuffix(":") else { continue }
      host += 1
      let name = words[host]
      guard !name.isEmpty, !name.hasPrefix("%"), !name.hasSuffix(":"), Int(name) == nil,
        !name.hasPrefix("*"),
        !["utc", "gmt", "cet", "cest", "pst", "pdt", "est", "edt", "ist"]
          .contains(name)
      else { continue }
      return [TextRedaction.Span(range: words.ranges[host], kind: .hostName)]
    }
    return []
  }

  /// The tenant in the address of an On-Prem server, `https://HOST/cslu/v1/pi/TENANT`: the name of an
  /// account.
  private static func tenant(_ lower: [UInt8]) -> [TextRedaction.Span] {
    let mark = Array("/v1/pi/".utf8)
    guard let place = position(of: mark, in: lower, from: 0) else { return [] }
    let start = place + mark.count
    let ends: [UInt8] = [0x22, 0x27, 0x29, 0x2C, 0x2F, 0x3B, 0x3C, 0x3F, 0x5D, 0x7D]
    var end = ValueShapes.run(lower, start) { !ends.contains($0) && $0 > 0x20 }
    // Where the address is the value of a setting, a blank in the name is a part of it.
    let before = Array(lower[..<place])
    let isSetting = ["license smart url ", "address: ", "url: "].contains {
      position(of: Array($0.utf8), in: before, from: 0) != nil
    }
    if isSetting, end > start {
      end = lower[end...].contains(where: ends.contains) ? end : lower.count
      while end > start, lower[end - 1] <= 0x20 { end -= 1 }
    }
    return end > start ? [TextRedaction.Span(range: start..<end, kind: .account)] : []
  }

  /// `CN=…,O=…` of certificates and directories.
  private static func subject(_ lower: [UInt8]) -> [TextRedaction.Span] {
    var spans: [TextRedaction.Span] = []
    for attribute in [
      "cn=", "o=", "ou=", "l=", "st=", "e=", "serialnumber=", "hostname=", "c=", "dc=", "uid=",
    ] {
      let mark = Array(attribute.utf8)
      var from = 0
      while let place = position(of: mark, in: lower, from: from) {
        from = place + mark.count
        guard place == 0 || !lower[place - 1].isWordByte else { continue }
        var end = from
        while end < lower.count, ![0x2C, 0x2B, 0x22, 0x3B].contains(lower[end]) { end += 1 }
        while end > from, lower[end - 1] <= 0x20 { end -= 1 }
        let value = String(decoding: lower[from..<end], as: UTF8.self)
        if value.hasPrefix("cisco"), value.utf8.count <= 40 { continue }
        // A name with a domain shows by its shape.
        if attribute == "cn=", value.utf8.contains(0x2E) { continue }
        let kind: IdentityKind = ["o=", "ou="].contains(attribute) ? .account : .text
        if from < end { spans.append(TextRedaction.Span(range: from..<end, kind: kind)) }
      }
    }
    return spans
  }

  private static func find(
    _ label: [UInt8], _ kind: IdentityKind?, _ lower: [UInt8], _ spans: inout [TextRedaction.Span]
  ) {
    var from = 0
    while let place = position(of: label, in: lower, from: from) {
      from = place + label.count
      let first = label.first ?? 0
      if first.isLetter, place > 0, lower[place - 1].isWordByte { continue }
      var start = from
      if label.last?.isWordByte == true {
        // `Serial Number            : X`, `Serial Number is X`, `Processor board ID X`.
        while start < lower.count,
          lower[start] <= 0x20 || [0x3A, 0x3D, 0x23].contains(lower[start])
        {
          start += 1
        }
        if lower[start...].starts(with: "is ".utf8) { start += 3 }
        guard start > from else { continue }
      } else {
        while start < lower.count, lower[start] <= 0x20 { start += 1 }
      }
      while start < lower.count, [0x22, 0x27, 0x28, 0x5C].contains(lower[start]) {
        start += 1
      }
      var end = start
      while end < lower.count, lower[end] > 0x20,
        ![0x2C, 0x3B, 0x5D, 0x29, 0x22, 0x27, 0x5C, 0x3C, 0x7D, 0x7C].contains(lower[end])
      {
        end += 1
      }
      while end > start, lower[end - 1] == 0x2E || lower[end - 1] == 0x3A { end -= 1 }
      guard end > start, lower[start..<end].contains(where: \.isWordByte) else { continue }
      let value = String(decoding: lower[start..<end], as: UTF8.self)
      // A heading of a table, or a sentence about the thing, is not a value of it.
      if kind == nil || kind == .serialNumber || kind == .identifier,
        !value.utf8.contains(where: \.isDigit), label.count > 3, FormatVocabulary.holds(value)
      {
        continue
      }
      if kind != .serialNumber, FormatVocabulary.holds(value) || value.hasPrefix("%") { continue }
      spans.append(TextRedaction.Span(range: start..<end, kind: kind))
    }
  }

  static func position(of part: [UInt8], in text: [UInt8], from: Int) -> Int? {
    guard let first = part.first, text.count >= part.count else { return nil }
    var index = from
    while index + part.count <= text.count {
      guard let next = text[index...].firstIndex(of: first), next + part.count <= text.count else {
        return nil
      }
      if text[next..<next + part.count].elementsEqual(part) { return next }
      index = next + 1
    }
    return nil
  }
}
