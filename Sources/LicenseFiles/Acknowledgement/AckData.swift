/// What can be read from the data of an ACK without knowing its shape, which is not public: every
/// device, every number and every word about errors and status, each with the place where it stands.
///
/// A path is made of keys and positions, for example `[0].reports[2].id`. What stands deeper than
/// `longestPath` characters of path, and what exceeds the limits on numbers, words and objects, is
/// not read: ``isCut`` says so.
///
/// Source: the masked ACK of Cisco's GVE repository shows a JSON array of objects and no member names.
public struct AckData: Sendable, Hashable {
  /// A JSON object, so that it can be told what stands beside what.
  public struct Object: Sendable, Hashable {
    /// The position in ``AckData/objects`` of the object around it; the first is its own.
    public let parent: Int
    /// The device that its own `udi_pid` and `udi_serial_number` name.
    public internal(set) var device: UDI?
  }

  /// A number that may be a report id.
  public struct Number: Sendable, Hashable {
    /// The number.
    public let number: UInt64
    /// The JSON path.
    public let path: String
    /// The position in ``AckData/objects`` of the object that it stands in.
    public let object: Int
  }

  /// A device.
  public struct Device: Sendable, Hashable {
    /// The device.
    public let udi: UDI
    /// The JSON path of the object that names it.
    public let path: String
  }

  /// A value under a key that says how it went, see `AckWordKey`. Null is none.
  public struct Word: Sendable, Hashable {
    /// The key that says what it is about: its own, or that of an object or array around it.
    public let key: String
    /// The value, cut after ``AckData/longestWord`` characters.
    public let text: String
    /// The JSON path.
    public let path: String
    /// The position in ``AckData/objects`` of the object that it stands in.
    public let object: Int
  }

  /// The most characters of a path.
  package static let longestPath = 200
  /// The most characters of a word.
  public static let longestWord = 1000

  /// The objects; the first stands for the whole, and every other one comes after its parent.
  public internal(set) var objects = [Object(parent: 0)]
  /// The devices named anywhere in the data, each once at its first place, in order.
  public internal(set) var devices: [Device] = []
  /// Every whole number and every string of digits.
  public internal(set) var numbers: [Number] = []
  /// Every word about errors and status.
  public internal(set) var words: [Word] = []
  /// True when something was skipped because of a limit.
  public internal(set) var isCut = false
  /// Why the data could not be read; nil when it could.
  public internal(set) var problem: String?

  /// Reads the text of `smartLicenseRumAck/data`. Text that is not JSON is not an error: ``problem`` says so.
  public init(_ text: String) {
    var walk = AckDataWalk()
    if let error = walk.read(Array(text.utf8)) {
      problem = "it is not JSON at byte \(error.offset): \(error.reason)"
    } else {
      self = walk.data
    }
  }
}
