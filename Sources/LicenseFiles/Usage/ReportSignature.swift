/// A signature as a report carries it. It cannot be checked offline: the tool says whether it is
/// there and whether it decodes, never more.
public struct ReportSignature: Sendable, Hashable {
  /// What the `value` key holds.
  public enum Value: Sendable, Hashable {
    /// There is no value, or it is empty.
    case absent
    /// It is not base64.
    case notBase64
    /// It is base64 of this many bytes.
    case bytes(Int)
  }

  /// `signature.sudi`: the device that signed. Only the outer signature has it.
  public var udi: UDI?
  /// `signing_type`, an open vocabulary; `builtin` without a trust code.
  public var signingType: String?
  /// `key`.
  public var key: String?
  /// `value`.
  public var value: Value

  /// Creates a signature.
  package init(
    udi: UDI? = nil, signingType: String? = nil, key: String? = nil, value: Value = .absent
  ) {
    self.udi = udi
    self.signingType = signingType
    self.key = key
    self.value = value
  }
}
