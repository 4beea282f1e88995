public import LicenseFiles

/// One line to be typed at a device, and what tells that it worked.
public struct DeviceInstruction: Sendable, Hashable {
  /// Where the device takes it.
  public enum Mode: Sendable, Hashable {
    /// The privileged EXEC prompt.
    case exec
    /// The configuration prompt.
    case configuration
  }

  /// Where the device takes it.
  public var mode: Mode
  /// The line.
  public var text: String
  /// What the device prints when it worked; nil when it prints nothing that could be compared with it.
  public var expects: String?
  /// What a person should know, in words.
  public var note: String?
  /// How it is known.
  public var basis: Basis

  /// Creates a command.
  init(
    _ mode: Mode = .exec, _ text: String, expects: String? = nil, note: String? = nil,
    basis: Basis
  ) {
    self.mode = mode
    self.text = text
    self.expects = expects
    self.note = note
    self.basis = basis
  }

  static let offline = Basis.doc221758("Air-gapped licensing")
}
