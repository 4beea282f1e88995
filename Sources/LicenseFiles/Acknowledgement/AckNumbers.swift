/// What can be read from the data of an ACK without knowing its shape, which is not public: every
/// device and every number, with the path where it stands.
///
/// Source: the masked ACK of Cisco's GVE repository shows a JSON array of objects and no member names.
public struct AckNumbers: Sendable, Hashable {
  /// A number that may be a report id.
  public struct Number: Sendable, Hashable {
    /// The number.
    public let number: UInt64
    /// The JSON path, for example `[0].reports[2].id`.
    public let path: String
  }

  /// The devices named anywhere in the data, each once, in order.
  public private(set) var devices: [UDI] = []
  /// Every whole number and every string of digits, with its path.
  public private(set) var numbers: [Number] = []
  /// Why the data could not be read; nil when it could.
  public private(set) var problem: String?

  private static let limit = 1_000_000

  /// Walks the text of `smartLicenseRumAck/data`. Text that is no JSON is no error: ``problem`` says so.
  public init(_ data: String) {
    do throws(JSONError) {
      walk(try JSONValue(Array(data.utf8)), path: "", depth: 0)
    } catch {
      problem = "it is not JSON at byte \(error.offset): \(error.reason)"
    }
  }

  private mutating func walk(_ value: JSONValue, path: String, depth: Int) {
    guard numbers.count < Self.limit else { return }
    switch value {
    case .object(let members):
      if let pid = value["udi_pid"]?.string, let serial = value["udi_serial_number"]?.string,
        !pid.isEmpty, !serial.isEmpty
      {
        let device = UDI(pid: pid, serial: serial)
        if !devices.contains(device), devices.count < 10_000 { devices.append(device) }
      }
      for member in members {
        walk(member.value, path: path.isEmpty ? member.key : "\(path).\(member.key)", depth: depth)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        walk(element, path: "\(path)[\(index)]", depth: depth)
      }
    case .string(let text):
      if let number = UInt64(text), text.allSatisfy(\.isNumber) {
        numbers.append(Number(number: number, path: path))
      } else if depth < 3, let first = text.first, first == "{" || first == "[",
        let inner = try? JSONValue(Array(text.utf8))
      {
        // JSON inside a string is how these formats nest.
        walk(inner, path: path, depth: depth + 1)
      }
    case .number(let text):
      if let number = UInt64(text) { numbers.append(Number(number: number, path: path)) }
    case .bool, .null: break
    }
  }
}
