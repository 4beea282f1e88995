import LicenseFiles

extension DocumentForm.Container {
  /// What a person calls what stands at the root.
  var shownName: String {
    switch self {
    case .smartLicense: "smartLicense"
    case .bareReport: "RUMReport alone"
    case .barePolicy: "smartLicensePolicy alone"
    case .bareReservation: "specificPLR alone"
    case .restAnswer: "REST answer"
    case .jsonReport: "report as JSON"
    case .jsonPayload: "payload as JSON"
    case .deviceOutput: "device output"
    case .otherXML(let root): "XML with root \(root)"
    case .unknown: "unknown"
    }
  }
}

extension DocumentForm.Wrapping {
  /// What a person calls what was undone.
  var shownName: String {
    switch self {
    case .byteOrderMark: "byte order mark"
    case .utf16: "UTF-16"
    case .carriageReturns: "CR LF line ends"
    case .base64: "base64"
    case .consoleText: "terminal text"
    case .redacted: "redacted"
    case .gzip: "gzip"
    }
  }
}
