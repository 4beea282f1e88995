import Assessment
import Foundation
public import LicenseFiles

/// Why output could not be written. What stood at the place before is untouched.
public struct OutputError: CodedError {
  /// What went wrong.
  public struct Code: Sendable, Hashable {
    let name: String
    /// Something stands at the place already.
    public static let exists = Code(name: "exists")
    /// A folder stands at the place of a file, which nothing replaces.
    public static let folder = Code(name: "folder")
    /// The disk is full, or a quota or size limit is reached.
    package static let noSpace = Code(name: "noSpace")
    /// Permission, a read-only medium, a missing folder, a failing disk.
    public static let failed = Code(name: "failed")
    /// The name is not one that this tool writes.
    package static let badName = Code(name: "badName")
    /// The bytes to be written could not be had.
    package static let sourceFailed = Code(name: "sourceFailed")
  }

  /// What went wrong.
  public let code: Code
  /// In words: lower case, no full stop.
  public let reason: String

  /// Creates an error.
  public init(_ code: Code, _ reason: String) {
    self.code = code
    self.reason = reason
  }

  /// The error that the system reports for a path.
  static func system(_ code: Int32, _ path: String) -> OutputError {
    switch code {
    case EEXIST, ENOTEMPTY: OutputError(.exists, "\(path) exists already")
    case ENOSPC, EDQUOT: OutputError(.noSpace, "\(path): the disk is full")
    case EFBIG: OutputError(.noSpace, "\(path): the file would be larger than is allowed here")
    case ENOENT: OutputError(.failed, missing(path))
    default: OutputError(.failed, "\(path): \(FileSource.reason(code))")
    }
  }

  /// What is not there where something was to be made.
  private static func missing(_ path: String) -> String {
    let folder = PathText.folder(of: path)
    return FileIdentity(folder) == nil
      ? "\(path): the folder \(folder) does not exist" : "\(path): \(FileSource.reason(ENOENT))"
  }
}

extension PackError {
  init(_ error: OutputError) {
    switch error.code {
    case .exists: self.init(.exists, error.reason)
    case .sourceFailed: self.init(.input, error.reason)
    default: self.init(.disk, error.reason)
    }
  }
}
