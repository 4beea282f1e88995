import Foundation
import Testing

/// Devices behind a real sshd of this test's own user on a high port of the loopback, played by the script
/// `ios-xe`; the client's settings say which one is meant. And a site whose register knows them.
final class SimulatedDevices: Sendable {
  static let sshd = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  static let isThere =
    sshd != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen")

  /// A device and what goes wrong with it.
  struct Device: Sendable {
    var name: String
    var serial: String
    var faults: [String] = []
    /// The serial number that the register has for it.
    var registered: String?
    /// Serves an HA pair sample.
    var pid = "C9800-CL-K9"
    /// Another name for this device, which the register does not have.
    var alias: String?

    static let wlc = Device(name: "wlc-example-1", serial: "9ZZEXAMPLE1")
  }

  /// One controller, and what goes wrong with it.
  static func one(_ faults: String...) throws -> SimulatedDevices {
    var device = Device.wlc
    device.faults = faults
    return try SimulatedDevices([device])
  }

  let site: SiteFolder
  var folder: PackFolder { site.folder }
  let devices: [Device]
  private let port: Int
  private let processFile: String

  init(_ devices: [Device], site: SiteFolder? = nil) throws {
    self.devices = devices
    self.site = try site ?? SiteFolder()
    let folder = self.site.folder
    port = try Self.freePort()
    processFile = folder.path("sshd.pid")
    let before = try folder.sample("show/wlc-example-1-before.txt")
    let after = try folder.sample("show/wlc-example-1-after.txt")
    let usage = try folder.sample("usage/c9800-cl-rum.txt")
    for device in devices {
      func own(_ text: String) -> String {
        text.replacing("wlc-example-1", with: device.name)
          .replacing("9ZZEXAMPLE1", with: device.serial)
      }
      let place = "devices/\(device.name)/"
      try folder.write(device.name, to: place + "name")
      try folder.write(device.pid, to: place + "pid")
      try folder.write(device.serial, to: place + "serial")
      try folder.write(own(before) + own(Self.counting), to: place + "before.txt")
      try folder.write(own(after), to: place + "after.txt")
      try folder.write(own(usage), to: place + "usage.txt")
      try folder.write(device.faults.map { $0 + "\n" }.joined(), to: place + "faults")
    }
    try start()
    let rows = devices.map { device in
      "\(device.pid),\(device.registered ?? device.serial),\(device.name),\(device.name)\n"
    }
    try folder.write("pid,sn,host,address\n" + rows.joined(), to: "register.csv")
    let taken = try run(["site", "devices", "import", folder.path("register.csv")])
    #expect(taken.status == 0, "\(taken.stdout)\(taken.stderr)")
  }

  deinit {
    let number = try? String(contentsOfFile: processFile, encoding: .utf8)
    if let number, let process = pid_t(number.trimmingCharacters(in: .whitespacesAndNewlines)) {
      kill(process, SIGTERM)
    }
  }

  private static let counting = """
    wlc-example-1#show license air entities summary
    Last license report time........................: 07:38:15.237 UTC Thu Aug 20 2026
    Upcoming license report time....................: 15:38:15.237 UTC Fri Aug 21 2026
    No. of APs active at last report................: 3
    No. of APs newly added with last report.........: 0
    No. of APs deleted with last report..............: 0

    """

  // MARK: The server

  private static func freePort() throws -> Int {
    let end = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(end) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(end, $0, size) == 0 && getsockname(end, $0, &size) == 0
      }
    }
    try #require(isBound)
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// A new key for the file of this name.
  func makeKey(_ name: String) throws {
    try? FileManager.default.removeItem(atPath: folder.path(name))
    let made = try RumkitRun(
      ["-q", "-t", "ed25519", "-N", "", "-f", folder.path(name)],
      program: URL(filePath: "/usr/bin/ssh-keygen"))
    #expect(made.status == 0, "\(made.stderr)")
  }

  private func start() throws {
    // A server of root wants this folder, whatever it does.
    if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
    try makeKey("host-key")
    try makeKey("user-key")
    let script = RumkitRun.repository.appending(path: "Tests/CommandTests/Device/ios-xe").path
    let server = """
      Port \(port)
      ListenAddress 127.0.0.1
      AcceptEnv RUMKIT_DEVICE
      ForceCommand \(script) \(folder.path("devices"))
      HostKey \(folder.path("host-key"))
      AuthorizedKeysFile \(folder.path("user-key.pub"))
      PidFile none
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin yes
      PrintMotd no
      PrintLastLog no
      MaxStartups 200
      Banner \(folder.path("banner"))

      """
    try folder.write("*** AUTHORIZED ACCESS ONLY ***\n", to: "banner")
    try folder.write(server, to: "sshd_config")
    var client = ""
    for device in devices {
      for name in [device.name] + [device.alias].compactMap(\.self) {
        client +=
          "Host \(name)\n  HostName 127.0.0.1\n  HostKeyAlias \(device.name)\n"
          + "  SetEnv RUMKIT_DEVICE=\(device.name)\n"
      }
    }
    client += """
      Host closed
        HostName 127.0.0.2
      Host *
        Port \(port)
        IdentityFile \(folder.path("user-key"))
        IdentitiesOnly yes
        UserKnownHostsFile \(folder.path("known_hosts"))
        GlobalKnownHostsFile /dev/null
        ConnectTimeout 20

      """
    try folder.write(client, to: "ssh_config")
    for program in ["ssh", "scp"] {
      try folder.write(
        "#!/bin/sh\nexec /usr/bin/\(program) -F '\(folder.path("ssh_config"))' \"$@\"\n",
        to: "bin/\(program)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.path("bin/\(program)"))
    }
    try trust("host-key")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: script)
    // It ends with the tests, however they end.
    let line = """
      "$0" -D -e -f "$1" >"$2" 2>&1 </dev/null & server=$!; echo $server >"$3"
      { while kill -0 "$4" && kill -0 $server; do sleep 1; done; kill $server; } >/dev/null 2>&1 </dev/null &
      """
    _ = try RumkitRun(
      [
        "-c", line, try #require(Self.sshd), folder.path("sshd_config"), folder.path("sshd.log"),
        processFile, String(getpid()),
      ], program: URL(filePath: "/bin/sh"))
    var log = ""
    for _ in 0..<400 where !log.contains("Server listening") {
      usleep(25_000)
      log = (try? folder.text("sshd.log")) ?? ""
    }
    try #require(log.contains("Server listening"), "\(log)")
  }

  /// Makes a key the one that every device is known by.
  func trust(_ key: String) throws {
    let words = try folder.text(key + ".pub").split(separator: " ").prefix(2).joined(separator: " ")
    let lines = devices.map { "\($0.name) \(words)\n" }
    try folder.write(lines.joined(), to: "known_hosts")
  }

  // MARK: What is done and seen

  /// Runs the program with these devices and this site.
  func run(
    _ arguments: [String], at time: String = "2026-08-21T09:00:00Z", site: String = "site"
  ) throws -> RumkitRun {
    try FileManager.default.createDirectory(
      atPath: folder.path("tmp"), withIntermediateDirectories: true)
    return try RumkitRun(
      arguments + ["--site", folder.path(site), "--now", time], environment: environment)
  }

  /// Runs the program for a while, ends it with a signal, and waits a moment.
  func end(_ arguments: [String], with signal: String, when file: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("tmp"), withIntermediateDirectories: true)
    let line = """
      file=$1; signal=$2; shift 2; "$0" "$@" & program=$!
      for _ in $(seq 200); do [ -e "$file" ] && break; sleep 0.1; done
      sleep 0.5; kill -"$signal" $program; sleep 4
      """
    _ = try RumkitRun(
      ["-c", line, RumkitRun.program.path, folder.path(file), signal] + arguments
        + ["--site", folder.path("site"), "--now", "2026-08-21T09:00:00Z"],
      program: URL(filePath: "/bin/sh"), environment: environment)
  }

  private var environment: [String: String] {
    [
      "PATH": folder.path("bin") + ":/usr/bin:/bin", "HOME": folder.path("home"),
      "TMPDIR": folder.path("tmp"),
    ]
  }

  /// The clients of ssh that run for these devices.
  var clients: [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { process in
      guard Int(process) != nil,
        let words = try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline"))
      else { return nil }
      let line = String(decoding: words, as: UTF8.self).replacing("\0", with: " ")
      return line.contains(folder.path("ssh_config")) ? line : nil
    }
  }

  /// Collects, and gives the devices of the result.
  func collect(
    _ arguments: [String], at time: String = "2026-08-21T09:00:00Z", status: Int32 = 0,
    place: Testing.SourceLocation = #_sourceLocation
  ) throws -> [[String: Any]] {
    let run = try run(["device", "collect", "--format", "json"] + arguments, at: time)
    #expect(run.status == status, "\(run.stdout)\(run.stderr)", sourceLocation: place)
    #expect(temporaries.isEmpty, "left behind: \(temporaries)", sourceLocation: place)
    return try #require(
      try site.object(run)["devices"] as? [[String: Any]], sourceLocation: place)
  }

  /// Copies that are still there.
  var temporaries: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path("tmp"))) ?? []
  }

  /// Every line that was typed at a device.
  func typed(_ name: String) -> [String] {
    ((try? folder.text("devices/\(name)/typed")) ?? "").split(separator: "\n").map(String.init)
  }

  /// Sets what goes wrong with a device from now on.
  func fail(_ name: String, _ faults: String...) throws {
    try folder.write(faults.map { $0 + "\n" }.joined(), to: "devices/\(name)/faults")
  }

  /// The ids of the findings of a device of a result.
  static func findings(_ device: [String: Any]) -> [String] {
    (device["findings"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
  }
}
