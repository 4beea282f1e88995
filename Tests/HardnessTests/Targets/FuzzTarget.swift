/// Something that takes bytes apart, and what must hold whatever the bytes are. The fuzzer calls it
/// with millions of inputs (scripts/fuzz), the suite with damaged fixtures and with what was found.
struct FuzzTarget: Sendable {
  /// Its name in Fuzz/targets.
  let name: String
  /// Takes the bytes apart.
  let check: @Sendable ([UInt8]) throws(Violation) -> Void

  /// Each once.
  static let all: [FuzzTarget] =
    [.document, .json, .archive, .media, .transcript] + groups
    + [.log, .history, .table, .configuration, .redact]

  /// The target with this name.
  static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// Something did not hold.
struct Violation: Error, CustomStringConvertible {
  let description: String
}

/// Says what does not hold.
func require(_ holds: Bool, _ otherwise: @autoclosure () -> String) throws(Violation) {
  if !holds { throw Violation(description: otherwise()) }
}

/// Where the documents of a target come from, for its places.
let inputName = "input"
/// The present of every target: after every measurement of the fixtures.
let presentTime: Int64 = 1_782_896_400
