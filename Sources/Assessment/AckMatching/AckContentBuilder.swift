public import LicenseFiles

/// Makes the content of one file from its items, while it is read.
public struct AckContentBuilder: Sendable {
  private var content: AckContent
  private var judge: Judge
  private var isUsage = false

  private static let mostAcks = 64
  private static let mostAuthorizations = 10_000
  private static let mostLicenses = 1000
  private static let mostWords = 1000
  private static let mostFindings = 1000

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - file: its name.
  ///   - context: what the rules for ACKs may know.
  public init(_ file: String, context: RuleContext) {
    content = AckContent(
      file: file, outline: DocumentOutline(file: file, form: DocumentForm(container: .unknown)))
    judge = Judge(.acknowledgement, context: context)
    judge.begin(file)
  }

  /// Takes an item. Reports are skipped: a file with reports is usage.
  public mutating func take(_ item: DocumentItem) {
    if case .report = item {
      isUsage = true
      return
    }
    add(judge.take(item))
    if case .block(let block) = item, !isUsage { take(block) }
  }

  /// Ends the file.
  ///
  /// - Parameter outline: what it was, with the hash of its bytes.
  public mutating func end(_ outline: DocumentOutline) -> AckContent {
    content.outline = outline
    content.sha256 = outline.sha256
    add(judge.end(outline) + judge.finish())
    return content
  }

  private mutating func add(_ findings: [Finding]) {
    content.findings += findings.prefix(max(0, Self.mostFindings - content.findings.count))
  }

  private mutating func take(_ block: Block) {
    if block.isUnsigned, !content.unsigned.contains(block.kind) {
      content.unsigned.append(block.kind)
    }
    switch block.kind {
    case .rumAck: takeAck(block.element)
    case .policy: content.policy = content.policy ?? AckPolicy(block.element)
    case .authorization, .specificReservation: takeAuthorization(block.element)
    case .accountInfo: takeAccount(block.element)
    case .correlationID:
      let text = block.element.trimmedText
      if content.correlationID == nil, !text.isEmpty { content.correlationID = text }
    case .rumReport, .systemInfo, .authorizationRequest, .unknown: break
    }
  }

  private mutating func takeAck(_ element: XMLElement) {
    guard content.data.count < Self.mostAcks else { return content.isCut = true }
    let data = AckData(element["data"]?.text ?? "")
    content.data.append(data)
    for device in data.devices {
      content.devices.append(
        AckContent.Device(udi: device.udi, origin: .data(path: device.path)))
    }
    for word in data.words { add(word.path, word.text, word.meaning) }
  }

  private mutating func takeAuthorization(_ element: XMLElement) {
    guard content.authorizations.count < Self.mostAuthorizations else {
      return content.isCut = true
    }
    let code = element["authorizationCode"]
    let text = element["udi"]?.trimmedText ?? ""
    let authorization = AckContent.Authorization(
      udi: UDI(portalText: text), udiText: text,
      licenses: (code?["entitlements"]?.children ?? []).prefix(Self.mostLicenses).map {
        AckContent.Authorization.License(
          tag: $0.said("tag"), count: $0.said("count"), displayName: $0.said("displayName"))
      },
      dateStamp: code?.said("dateStamp") ?? code?.said("timestamp"))
    content.authorizations.append(authorization)
    if let udi = authorization.udi {
      content.devices.append(AckContent.Device(udi: udi, origin: .authorization))
    }
    for word in element.authorizationWords { add(word.path, word.text, word.meaning) }
  }

  private mutating func takeAccount(_ element: XMLElement) {
    guard content.account == nil, let info = element["customerInfo"] else { return }
    content.account = AckContent.Account(
      smartAccount: info.said("smartAccount"), virtualAccount: info.said("virtualAccount"),
      smartAccountID: info.said("smartAccountId"), virtualAccountID: info.said("virtualAccountId"),
      domain: info.said("smartAccountDomain"),
      time: info.said("timestamp").flatMap { Int64($0) }.map { $0 / 1000 })
  }

  private mutating func add(_ path: String, _ text: String, _ meaning: AckWordMeaning) {
    guard meaning != .nothing, content.words.count < Self.mostWords else { return }
    content.words.append(AckContent.Word(path: path, text: text, meaning: meaning))
  }
}

extension Block {
  /// True for a block that the portal signs, without its signature.
  var isUnsigned: Bool {
    switch kind {
    case .authorization, .policy, .rumAck, .accountInfo, .specificReservation:
      element["signature"]?.trimmedText.isEmpty ?? true
    case .rumReport, .systemInfo, .authorizationRequest, .correlationID, .unknown: false
    }
  }
}

extension XMLElement {
  /// The answers inside an authorization: one for the whole and one for each license.
  var authorizationWords: [(path: String, text: String, meaning: AckWordMeaning)] {
    guard let code = self["authorizationCode"] else { return [] }
    var places = [("\(name).status.success", code["status"]?["success"])]
    for (index, license) in (code["entitlements"]?.children ?? []).enumerated() {
      places.append(
        ("\(name).entitlements[\(index)].status.success", license["status"]?["success"]))
    }
    return places.compactMap { path, element in
      guard let text = element?.trimmedText, !text.isEmpty else { return nil }
      return (path, text, AckWordMeaning(key: "success", text: text))
    }
  }
}
