import DeviceOutput
import LicenseFiles
import Testing

/// Whose output it is does not depend on the order of the files.
@Suite("Grouping of outputs")
struct DeviceGroupingTests {
  private static let first = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE1")
  private static let second = UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPLE2")

  private func udi(_ serial: String, host: String = "WLC") -> String {
    "\(host)#show license udi\nUDI: PID:C9800-CL-K9,SN:\(serial)\n"
  }

  /// Each order of the files, read together; each device by the names of its files.
  private func partitions(_ files: [(name: String, text: String)]) -> [[String: DeviceSnapshot]] {
    orders(files).map { order in
      let devices = DeviceReading.joined(order.map { read($0.text, name: $0.name) }).devices
      return Dictionary(
        devices.map { device in
          (Set(device.observations.map(\.location.file)).sorted().joined(), device)
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  private func orders<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
      var rest = elements
      let first = rest.remove(at: index)
      return orders(rest).map { [first] + $0 }
    }
  }

  @Test("output of one of two devices of a name is of neither, in every order")
  func undecided() {
    let text = "WLC#show license status\n\(statusText())"
    for devices in partitions([
      ("a", udi("9ZZEXAMPLE1")), ("b", udi("9ZZEXAMPLE2")), ("c", text), ("d", text),
    ]) {
      // Nor are two such files known to be of one device.
      #expect(devices.keys.sorted() == ["a", "b", "c", "d"])
      #expect(devices["c"]?.namesakes == [Self.first, Self.second])
      #expect(devices["c"]?.doubt?.contains("C9800-CL-K9:9ZZEXAMPLE2") == true)
      #expect(devices["a"]?.namesakes == [])
    }
  }

  @Test(
    "what the output shows decides: its file, its session, its serial number, its only namesake")
  func decided() {
    let status = "WLC#show license status\n\(statusText())"
    for devices in partitions([("a", udi("9ZZEXAMPLE1") + status), ("b", udi("9ZZEXAMPLE2"))]) {
      #expect(devices["a"]?.lastAck.latest != nil && devices["b"]?.lastAck.latest == nil)
    }
    let version =
      "WLC#show version\nCisco IOS XE Software, Version 17.12.1\n"
      + "Processor board ID 9ZZEXAMPLE2\n"
    for devices in partitions([
      ("a", udi("9ZZEXAMPLE1")), ("b", udi("9ZZEXAMPLE2")), ("c", version),
    ]) {
      #expect(devices.keys.sorted() == ["a", "bc"])
    }
    for devices in partitions([
      ("a", udi("9ZZEXAMPLE1")), ("b", udi("9ZZEXAMPLE2", host: "WLC-2")), ("c", status),
    ]) {
      #expect(devices.keys.sorted() == ["ac", "b"])
      #expect(devices["ac"]?.namesakes == [])
    }
  }

  @Test("two host names with one UDI are two machines, and neither has the other's ACK")
  func twoHosts() {
    let status = "show license status\n" + statusText(lastAck: "Mar 05 09:14:00 2024 UTC")
    for devices in partitions([
      ("a", udi("9ZZEXAMPLE1", host: "R1")), ("b", udi("9ZZEXAMPLE1", host: "R2") + "R2#" + status),
    ]) {
      #expect(devices.keys.sorted() == ["a", "b"])
      #expect(devices["a"]?.lastAck.latest == nil && devices["b"]?.lastAck.latest != nil)
      #expect(devices["a"]?.otherHosts == ["R2"] && devices["b"]?.otherHosts == ["R1"])
      #expect(devices["a"]?.doubt?.contains("R2") == true)
      #expect(DeviceFindings.twoHosts(Array(devices.values)).map(\.productInstance) == [Self.first])
    }
    let one = read(udi("9ZZEXAMPLE1", host: "R1") + udi("9ZZEXAMPLE1", host: "R2") + "R2#" + status)
    #expect(one.devices.map(\.otherHosts) == [["R2"], ["R1"]])
    #expect(one.devices[0].lastAck.latest == nil)
    #expect(one.findings.map(\.id) == ["device/one-udi-two-hosts"])
  }

  @Test(
    "the same name with a domain, in other letters, of a standby, or changed before our eyes is one machine",
    arguments: [
      ("R1", "r1"), ("R1", "R1.example.net"), ("WLC", "WLC-stby"),
      ("R1(config)#hostname R2\nR1", "R2"),
    ])
  func sameHost(_ one: String, _ other: String) {
    let text = udi("9ZZEXAMPLE1", host: one) + udi("9ZZEXAMPLE1", host: other)
    let found = read(text)
    #expect(found.devices.count == 1)
    #expect(found.devices.first?.doubt == nil)
    #expect(found.findings.isEmpty)
    // Output that names no host is of the only machine with its UDI.
    let bare = read("UDI: PID:C9800-CL-K9,SN:9ZZEXAMPLE1\n", name: "b")
    #expect(found.joined(with: bare).devices.count == 1)
  }

  @Test("two commands that are not repeated stay with the UDI of their session")
  func sessions() {
    let clock = "WLC#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n"
    for devices in partitions([
      ("a", "WLC#show license status\n\(statusText())" + udi("9ZZEXAMPLE1")),
      ("b", clock + udi("9ZZEXAMPLE2")),
    ]) {
      #expect(devices["b"]?.clock.latest != nil && devices["a"]?.clock.latest == nil)
      #expect(devices["a"]?.udi.latest?.value == Self.first)
    }
  }

  @Test("a pair and each of its members is one device, in every order")
  func pair() {
    for devices in partitions([
      ("a", udi("9ZZEXAMPLE1")), ("b", udi("9ZZEXAMPLE2")),
      ("c", "WLC#show license all\n\(pairText)"),
    ]) {
      #expect(devices.keys.sorted() == ["abc"])
    }
  }

  @Test("a log that names two devices does not make them one")
  func logs() {
    func message(_ serial: String) -> String {
      "Nov 24 10:00:00.000 UTC: %SMART_LIC-5-EVAL_START: Entering evaluation period. "
        + "UDI: PID:C9800-CL-K9,SN:\(serial)\n"
    }
    for devices in partitions([
      ("a", udi("9ZZEXAMPLE1", host: "WLC-1")), ("b", udi("9ZZEXAMPLE2", host: "WLC-2")),
      ("c", message("9ZZEXAMPLE1") + message("9ZZEXAMPLE2")),
    ]) {
      #expect(devices.keys.sorted() == ["a", "b", "c"])
    }
  }
}
