/// Settings of the user's own OpenSSH configuration that leave no session to type in, as a host has them that is
/// otherwise used for a tunnel or a fixed command.
///
/// What `ssh -G` prints is asked, and only what it shows is overruled: an older client does not know every
/// one of them. Source: ssh_config(5).
enum ClientSettings {
  private static let settings: [String: (harmless: Substring, option: String)] = [
    "sessiontype": ("default", "SessionType=default"), "stdinnull": ("no", "StdinNull=no"),
    "remotecommand": ("none", "RemoteCommand=none"),
  ]

  /// The options of ssh and scp that overrule them.
  ///
  /// - Parameter printed: what `ssh -G HOST` printed.
  static func overruling(_ printed: String) -> [String] {
    printed.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let setting = settings[words[0].lowercased()],
        words[1] != setting.harmless
      else { return [] }
      return ["-o", setting.option]
    }
  }
}
