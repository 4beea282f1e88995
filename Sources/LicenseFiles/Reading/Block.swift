/// The kinds of message blocks that a `<smartLicense>` document may hold, in any mixture.
public enum BlockKind: Sendable, Hashable {
  case rumReport
  case systemInfo
  case authorizationRequest
  case authorization
  case policy
  case rumAck
  case accountInfo
  case correlationID
  case specificReservation
  case unknown(String)

  /// The kind of the element with this name.
  init(element name: String) {
    switch name {
    case "RUMReport": self = .rumReport
    case "smartLicenseSystemInfo": self = .systemInfo
    case "smartLicenseAuthRequest": self = .authorizationRequest
    case "smartLicenseAuthorization": self = .authorization
    case "smartLicensePolicy": self = .policy
    case "smartLicenseRumAck": self = .rumAck
    case "smartLicenseAccountInfo": self = .accountInfo
    case "correlationID": self = .correlationID
    case "specificPLR": self = .specificReservation
    default: self = .unknown(name)
    }
  }

  /// The element's name.
  public var element: String {
    switch self {
    case .rumReport: "RUMReport"
    case .systemInfo: "smartLicenseSystemInfo"
    case .authorizationRequest: "smartLicenseAuthRequest"
    case .authorization: "smartLicenseAuthorization"
    case .policy: "smartLicensePolicy"
    case .rumAck: "smartLicenseRumAck"
    case .accountInfo: "smartLicenseAccountInfo"
    case .correlationID: "correlationID"
    case .specificReservation: "specificPLR"
    case .unknown(let name): name
    }
  }

  /// True for the blocks that a portal writes for a device.
  public var comesFromPortal: Bool {
    switch self {
    case .authorization, .policy, .rumAck, .accountInfo, .correlationID, .specificReservation: true
    case .rumReport, .systemInfo, .authorizationRequest, .unknown: false
    }
  }
}

/// A block other than a RUM report: small, kept whole.
public struct Block: Sendable, Hashable {
  /// What it is.
  public let kind: BlockKind
  /// Where it begins.
  public let location: SourceLocation
  /// Its element with all that is inside.
  public let element: XMLElement

  /// Creates a block.
  package init(kind: BlockKind, location: SourceLocation, element: XMLElement) {
    self.kind = kind
    self.location = location
    self.element = element
  }
}

extension Block {
  /// True for the device's account of itself when it holds a certificate signing request: the file
  /// then asks for a trust code.
  ///
  /// Source: inferred from the trust requests in `show license history message`.
  public var asksForTrust: Bool {
    guard kind == .systemInfo, let text = element["data"]?.text,
      let value = try? JSONValue(Array(text.utf8))
    else { return false }
    if value["csr"]?.string?.isEmpty == false { return true }
    guard case .array(let list)? = value["device_list"] else { return false }
    return list.contains { $0["csr"]?.string?.isEmpty == false }
  }
}

/// An XML element of a block, with its text as the parser delivers it.
public struct XMLElement: Sendable, Hashable {
  /// The local name.
  public let name: String
  /// Its line, counted from 1.
  public let line: Int?
  /// All character data directly inside, CDATA included.
  public var text: String
  /// The child elements in order.
  public var children: [XMLElement]

  /// Creates an element.
  package init(name: String, line: Int? = nil, text: String = "", children: [XMLElement] = []) {
    self.name = name
    self.line = line
    self.text = text
    self.children = children
  }

  /// The text without white space at its ends.
  public var trimmedText: String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// The first child with this name.
  public subscript(_ name: String) -> XMLElement? { children.first { $0.name == name } }
}
