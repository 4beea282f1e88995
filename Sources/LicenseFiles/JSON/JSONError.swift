/// Why bytes are not JSON (RFC 8259), and where.
public struct JSONError: CodedError {
  /// What is wrong. New codes may come; tests compare codes, people read ``JSONError/reason``.
  public struct Code: Sendable, Hashable {
    let reason: String

    /// The text ends inside a value.
    static let endsEarly = Code(reason: "the text ends inside a value")
    /// A byte that the grammar does not allow here.
    static let unexpectedByte = Code(reason: "unexpected byte")
    /// Something follows the value.
    static let somethingFollows = Code(reason: "something follows the value")
    /// The bytes are not UTF-8.
    static let notUTF8 = Code(reason: "the bytes are not UTF-8")
    /// A control character stands unescaped in a string.
    static let controlCharacter = Code(reason: "a string has a control character")
    /// A backslash is followed by what is not an escape.
    static let badEscape = Code(reason: "the escape is not one of JSON's")
    /// The number is not written as JSON writes numbers.
    static let badNumber = Code(reason: "the number is not written as JSON writes numbers")
    /// Values stand inside values deeper than the limit.
    package static let tooDeep = Code(reason: "values are nested deeper than the limit")
    /// There are more values than are kept in memory.
    package static let tooMany = Code(reason: "there are more values than are kept in memory")
    /// Another kind of value is needed here.
    static let wrongKind = Code(reason: "another type of value is needed here")
  }

  /// What is wrong.
  public let code: Code
  /// The byte where it was noticed, counted from 0.
  public let offset: Int

  /// In words: lower case, no full stop.
  public var reason: String { code.reason }

  /// Creates an error.
  package init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }

  /// Equal when the code and the place are.
  public static func == (left: JSONError, right: JSONError) -> Bool {
    left.code == right.code && left.offset == right.offset
  }
}
