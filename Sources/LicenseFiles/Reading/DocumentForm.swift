/// In what shape a document arrived: what stands at its root, and what had to be undone to read it.
public struct DocumentForm: Sendable, Hashable {
  /// What stands at the root.
  public enum Container: Sendable, Hashable {
    /// `<smartLicense>`: the device's and the portal's own container.
    case smartLicense
    /// A bare `<RUMReport>`.
    case bareReport
    /// A bare `<smartLicensePolicy>`.
    case barePolicy
    /// A bare `<specificPLR>`.
    case bareReservation
    /// The device's REST answer, `{"usage":[…]}`.
    case restAnswer
    /// One report as JSON: payload, header, signature.
    case jsonReport
    /// One payload as JSON, or as the escaped string that it is inside a report.
    case jsonPayload
    /// Text that a device printed, not a document.
    case deviceOutput
    /// Well-formed XML with another root.
    case otherXML(String)
    /// Nothing that this reader knows.
    case unknown
  }

  /// What was undone or skipped on the way to the document.
  public enum Wrapping: String, Sendable, Hashable, CaseIterable, Comparable {
    case byteOrderMark
    case utf16
    case carriageReturns
    case base64
    case consoleText
    case redacted
    case gzip

    /// Orders by name.
    public static func < (left: Wrapping, right: Wrapping) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// The root.
  public var container: Container
  /// What was undone.
  public var wrappings: Set<Wrapping>

  /// Creates a form.
  public init(container: Container, wrappings: Set<Wrapping> = []) {
    self.container = container
    self.wrappings = wrappings
  }

  /// True when the bytes can be a device's own usage file, fit to be uploaded as they are.
  ///
  /// A byte order mark and carriage returns are findings of their own and do not change this.
  public var isDeviceDocument: Bool {
    container == .smartLicense
      && wrappings.isSubset(of: [.byteOrderMark, .carriageReturns])
  }
}
