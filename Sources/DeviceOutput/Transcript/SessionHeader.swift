import LicenseFiles

/// The line with which a terminal program begins its log file.
enum SessionHeader {
  static func matches(_ text: String) -> Bool {
    let line = text.trimmingBlanks
    guard line.utf8.count <= 200 else { return false }
    if line.utf8.starts(with: "=~=~".utf8) { return true }
    guard line.contains(where: { "#=*-[".contains($0) }) else { return false }
    return ["PuTTY log", "SecureCRT", "Xshell log", "MobaXterm", "Tera Term"].contains {
      line.parted(by: $0) != nil
    }
  }
}
