import DeviceOutput
import Testing

@Suite("What a device is")
struct DeviceModelTests {
  @Test(
    "wireless controllers, by PID or model in any case",
    arguments: [
      "C9800-CL-K9", "c9800-cl", "9800-CL", "C9800-40-K9", "C9800-80-K9", "C9800-L-C-K9",
      "CW9800M", "cw9800h1-mcg", "C9130AXI-EWC-B", "cisco C9800-L-F-K9",
    ])
  func controllers(_ name: String) { #expect(DeviceModel(name).isWirelessController) }

  @Test(
    "others are none",
    arguments: [
      "C9300-48P", "C9200L-48T-4X", "ISR4331/K9", "C8000V", "CW9166I-B", "N9K-C93180YC-EX",
    ])
  func others(_ name: String) { #expect(!DeviceModel(name).isWirelessController) }

  @Test(
    "virtual machines",
    arguments: [
      ("C9800-CL-K9", true), ("9800-cl", true), ("C8000V", true), ("CSR1000V", true),
      ("ISRV", true), ("R-IOSXRV9000-CC", true), ("C9800-40-K9", false), ("C8300-1N1S-4T2X", false),
      ("C9300-48P", false),
    ])
  func virtual(_ name: String, _ wanted: Bool) { #expect(DeviceModel(name).isVirtual == wanted) }

  @Test("stackable switches, routers and systems")
  func families() {
    #expect(DeviceModel("WS-C3850-48P").isStackable)
    #expect(DeviceModel("c9350-24u").isStackable)
    #expect(!DeviceModel("C9407R").isStackable)
    #expect(DeviceModel("ISR4451-X/K9").isRouter)
    #expect(DeviceModel("C8500L-8S4X").isRouter)
    #expect(!DeviceModel("C9300-48P").isRouter)
    #expect(DeviceModel("ASR1001-X").system == .iosXE)
    #expect(DeviceModel("ASR-920-24SZ-M").system == .iosXE)
    #expect(DeviceModel("ASR-9001").system == .iosXR)
    #expect(DeviceModel("NCS-5501-SE").system == .iosXR)
    #expect(DeviceModel("NCS4201-SA").system == .iosXE)
    #expect(DeviceModel("8201-SYS").system == .iosXR)
    #expect(DeviceModel("N9K-C93180YC-EX").system == .nxOS)
    #expect(DeviceModel("ABC-1").system == nil)
  }

  @Test("what it has and what not")
  func commands() {
    let old = IOSRelease("17.6.4")
    let new = IOSRelease("17.9.1")
    let controller = DeviceModel("C9800-40-K9")
    let router = DeviceModel("ISR4331/K9")
    #expect(controller.has(.showAPSummary, on: nil) == true)
    #expect(router.has(.showAPSummary, on: nil) == false)
    #expect(router.has(.showLicenseAirEntities, on: new) == false)
    #expect(controller.has(.showLicenseRUMIDAll, on: old) == false)
    #expect(controller.has(.showLicenseRUMIDAll, on: new) == true)
    #expect(controller.has(.showLicenseRUMIDAll, on: nil) == nil)
    #expect(DeviceModel("ASR-9001").has(.showLicenseStatus, on: nil) == nil)
    #expect(!router.mayHave("show license air entities summary", on: nil))
    #expect(router.mayHave("show license status", on: nil))
    #expect(router.mayHave("show something of its own", on: nil))
  }

  @Test("a switch that runs the controller shows it by its licenses")
  func controllerInASwitch() throws {
    func output(_ license: String) -> String {
      """
      sw-1#show license udi
      UDI: PID:C9300-48P,SN:9ZZEXAMPLE1
      sw-1#show license summary
      License Usage:
        License                 Entitlement Tag               Count Status
        -----------------------------------------------------------------------------
        \(license)         (\(license))               2 IN USE

      """
    }
    let controller = try #require(try device(output("air-network-advantage")).model)
    #expect(controller.isWirelessController && controller.isStackable && !controller.isVirtual)
    let plain = try #require(try device(output("network-advantage")).model)
    #expect(!plain.isWirelessController && plain.isStackable)
  }

  @Test("nothing printed, nothing known")
  func unknown() throws {
    #expect(try device("sw-1#show clock\n10:00:00.000 UTC Tue Nov 24 2026\n").model == nil)
  }
}
