import Foundation
import Testing

/// ansible-playbook of ansible-core.
enum Ansible {
  /// Where scripts/test puts it, or where the path has it; nil where it is not.
  static let playbook: URL? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders =
      [RumkitRun.repository.appending(path: ".build/ansible/bin").path]
      + path.split(separator: ":").map(String.init)
    return folders.map { URL(filePath: $0).appending(path: "ansible-playbook") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()
}

/// The playbooks of docs/automation, run by ansible-playbook against simulated controllers.
@Suite(
  .enabled(
    if: SimulatedDevices.isThere && Ansible.playbook != nil,
    "sshd and ansible-playbook (ansible-core) are needed"))
struct AutomationTests {
  private func play(
    _ playbook: String, _ devices: SimulatedDevices, at time: String, _ more: [String: Any]
  ) throws -> RumkitRun {
    let folder = devices.folder
    var variables: [String: Any] = [
      "rumkit": RumkitRun.program.path, "devices": ["wlc-example-1"],
      "options": ["--site", folder.path("site"), "--now", time],
    ]
    variables.merge(more) { $1 }
    try folder.write(
      String(decoding: JSONSerialization.data(withJSONObject: variables), as: UTF8.self),
      to: "month.json")
    return try RumkitRun(
      [
        "-i", "localhost,", "-c", "local", "docs/automation/\(playbook).yml", "-e",
        "@" + folder.path("month.json"),
      ],
      program: try #require(Ansible.playbook),
      environment: [
        "PATH": folder.path("bin") + ":/usr/local/bin:/usr/bin:/bin", "HOME": folder.path("home"),
        "ANSIBLE_LOCAL_TEMP": folder.path("ansible"), "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_REMOTE_TEMP": folder.path("ansible"), "LC_ALL": "C.UTF-8",
        "ANSIBLE_PYTHON_INTERPRETER": "auto_silent",
      ])
  }

  @Test func usageGoesOut() throws {
    let devices = try SimulatedDevices([.init(name: "wlc-example-1", serial: "9ZZEXAMPLE1")])
    let variables = [
      "media": devices.folder.path("out"), "trip": "nov", "carrier": "Alice",
    ]
    let run = try play("out", devices, at: "2026-08-21T09:00:00Z", variables)
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(try devices.site.events(.tripOpened).count == 1)
    #expect(
      FileManager.default.fileExists(
        atPath: devices.folder.path("out/upload/C9800-CL-K9_9ZZEXAMPLE1.txt")))
    // Once more: nothing is missing, and nothing is done twice.
    let again = try play("out", devices, at: "2026-08-21T09:30:00Z", variables)
    #expect(again.status == 0 && again.stdout.contains("changed=0"), "\(again.stdout)")
    #expect(try devices.site.events(.tripOpened).count == 1)
  }

  /// A device that gives nothing is named, and nothing goes out.
  @Test func aDeviceThatFailsIsNamed() throws {
    let devices = try SimulatedDevices([
      .init(name: "wlc-example-1", serial: "9ZZEXAMPLE1", faults: ["full-flash"])
    ])
    let run = try play(
      "out", devices, at: "2026-08-21T09:00:00Z",
      ["media": devices.folder.path("out"), "trip": "nov", "carrier": "Alice"])
    #expect(run.status != 0)
    #expect(try devices.site.events(.tripOpened).isEmpty)
  }

  @Test func acksComeHome() throws {
    let home = try Homeward()
    let devices = try SimulatedDevices(
      [.init(name: "wlc-example-1", serial: "9ZZEXAMPLE1")], site: home.site)
    let run = try play(
      "home", devices, at: "2026-08-21T12:00:00Z",
      ["acks": RumkitRun.repository.appending(path: Homeward.ack).path])
    #expect(run.status == 0, "\(run.stdout)\(run.stderr)")
    #expect(try home.site.events(.deviceConfirmed).count == 1)
  }
}
