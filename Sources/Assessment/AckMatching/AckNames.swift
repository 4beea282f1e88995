public import LicenseFiles

/// What the names of files tell about ACKs: which upload an ACK belongs to, and which device that
/// upload was about. A name is a hint; what a file holds always wins.
///
/// Source: the portal names an ACK `ACK_` and the uploaded name (Cisco doc 221758). What browsers and
/// desktops make of it is known from use: ` (1)`, `.txt.txt`, ` - Copy`.
public struct AckNames: Sendable, Hashable {
  /// A device that a name leads to.
  public struct Owner: Sendable, Hashable, Comparable {
    /// The device.
    public let device: UDI
    /// The trip, when known.
    public let trip: String?

    /// Orders by device, then by trip.
    public static func < (left: Owner, right: Owner) -> Bool {
      (left.device, left.trip ?? "") < (right.device, right.trip ?? "")
    }
  }

  private var given: [String: Set<Owner>] = [:]
  private var hints: [String: Set<UDI>] = [:]
  private var forms: [String: Set<UDI>] = [:]

  /// No name is known.
  public init() {}

  /// Says that `pack` gave this name to an upload about this device. The ledger says so only for
  /// trips that are open.
  public mutating func giveOut(_ name: String, to device: UDI, trip: String? = nil) {
    given[Self.key(name), default: []].insert(Owner(device: device, trip: trip))
  }

  /// Says that a file of this name was about this device. Other devices may have used it too, so it
  /// never matches an ACK; it only shows a person where to look.
  public mutating func hint(_ name: String, at device: UDI) {
    hints[Self.key(name), default: []].insert(device)
  }

  /// Says that a person at the portal wrote down this file as the ACK of an upload about this device.
  public mutating func write(_ ackFile: String, for device: UDI) {
    forms[Self.key(ackFile), default: []].insert(device)
  }

  /// The devices for whose uploads forms of the portal name this file, sorted.
  func written(for file: String) -> [UDI] { forms[Self.key(file)]?.sorted() ?? [] }

  /// The devices to which `pack` gave the upload's name, sorted.
  package func owners(of file: String) -> [Owner] {
    Self.uploadedName(of: file).flatMap { given[$0] }?.sorted() ?? []
  }

  /// The devices that the name of the upload points to, by a name given out or a usage file, sorted.
  func pointers(of file: String) -> [UDI] {
    guard let name = Self.uploadedName(of: file) else { return [] }
    return Set((given[name] ?? []).map(\.device)).union(hints[name] ?? []).sorted()
  }

  // MARK: Names

  /// The name of the upload that this ACK answers, in lower case and without what desktops add; nil
  /// when the name does not begin with `ACK_`.
  public static func uploadedName(of file: String) -> String? {
    let name = key(file)
    guard name.hasPrefix("ack_") else { return nil }
    let rest = name.dropFirst("ack_".count)
    return rest.isEmpty ? nil : String(rest)
  }

  /// The last part of a path, inside archives too, in lower case and without what desktops add.
  public static func key(_ path: String) -> String {
    let last = path.split { $0 == "/" || $0 == "!" || $0 == "\\" }.last.map(String.init) ?? path
    var name = last.lowercased()
    while true {
      let shorter = withoutOneAddition(name)
      if shorter == name { return name }
      name = shorter
    }
  }

  private static let ending = ".txt"
  private static let copies = [" - copy", " - kopie", " - copie", " - copia"]

  private static func withoutOneAddition(_ name: String) -> String {
    if name.hasSuffix(ending + ending) { return String(name.dropLast(ending.count)) }
    let hasEnding = name.hasSuffix(ending)
    let stem = hasEnding ? String(name.dropLast(ending.count)) : name
    let shorter = withoutCopyMark(stem)
    guard shorter != stem else { return name }
    // `x.txt (1)` as well as `x (1).txt`.
    return hasEnding && !shorter.hasSuffix(ending) ? shorter + ending : shorter
  }

  private static func withoutCopyMark(_ stem: String) -> String {
    for copy in copies where stem.hasSuffix(copy) { return String(stem.dropLast(copy.count)) }
    guard stem.hasSuffix(")"), let open = stem.lastIndex(of: "(") else { return stem }
    let number = stem[stem.index(after: open)...].dropLast()
    guard (1...4).contains(number.utf8.count), number.utf8.allSatisfy({ (48...57).contains($0) })
    else { return stem }
    var front = stem[..<open]
    while front.last == " " { front.removeLast() }
    return front.isEmpty ? stem : String(front)
  }
}
