public import LicenseFiles

/// Why an errand could not be done. Unless it says otherwise, nothing was recorded or written.
public struct ErrandError: CodedError {
  /// What kind of failure it is.
  public enum Code: Sendable, Hashable {
    /// What was asked for does not fit what is there.
    case usage
    /// What was named could not be read, or is not what is needed.
    case unreadable
    /// A guard or a rule refused.
    case refused
    /// The disk, the ledger or the system failed.
    case failed
  }

  /// What kind of failure it is.
  public let code: Code
  /// What is said of it, in its order.
  public let notices: [Notice]

  /// Creates an error.
  package init(_ code: Code, _ reasons: String..., hint: String? = nil) {
    self.init(code, reasons, hint: hint)
  }

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - code: what kind of failure it is.
  ///   - reasons: in words, one for each thing that is wrong: lower case, no full stop.
  ///   - hint: what to do; nil where the reasons say it.
  public init(_ code: Code, _ reasons: [String], hint: String? = nil) {
    self.init(code, notices: reasons.map(Notice.error) + (hint.map { [.hint($0)] } ?? []))
  }

  init(_ code: Code, notices: [Notice]) {
    self.code = code
    self.notices = notices
  }

  /// The ledger refuses.
  init(_ error: LedgerError) {
    let isRefusal = error == LedgerError(.refused, "") || error == LedgerError(.exists, "")
    self.init(isRefusal ? .usage : .failed, error.reason)
  }

  /// Files could not be read.
  init(_ errors: [ReadingError]) { self.init(.unreadable, errors.map(\.description)) }

  /// In words, one for each thing that is wrong.
  public var reasons: [String] {
    notices.compactMap { if case .error(let text) = $0 { text } else { nil } }
  }
  /// What to do; nil where the reasons say it.
  public var hint: String? {
    notices.lazy.compactMap { if case .hint(let text) = $0 { text } else { nil } }.first
  }
  /// The reasons.
  public var reason: String { reasons.joined(separator: "; ") }

  /// Does what the ledger may refuse.
  static func ledger<Value>(
    _ body: @autoclosure () throws(LedgerError) -> Value
  ) throws(ErrandError) -> Value {
    do throws(LedgerError) { return try body() } catch { throw ErrandError(error) }
  }

  /// Does what reads.
  static func reading<Value>(
    _ body: @autoclosure () throws(ReadingError) -> Value
  ) throws(ErrandError) -> Value {
    do throws(ReadingError) { return try body() } catch { throw ErrandError([error]) }
  }

  /// Does what reads, and waits for it.
  static func reading<Value>(
    _ body: @autoclosure () async throws(ReadingError) -> Value
  ) async throws(ErrandError) -> Value {
    do throws(ReadingError) { return try await body() } catch { throw ErrandError([error]) }
  }
}

/// What an errand has to say to a person while it works. Its result is another thing.
public enum Notice: Sendable, Hashable {
  /// What went wrong, and did not end the errand.
  case error(String)
  /// What a person should look at.
  case warning(String)
  /// What a person may do, or may want to know.
  case hint(String)

  /// Where notices go.
  public typealias Teller = (Notice) -> Void
}
