import LicenseFiles

// What it is.
extension DeviceSnapshot {
  /// The product id by which the field knows it: that of the UDI, else of a member, else the model of
  /// `show version`, else the name of its image where that belongs to one family.
  public var productID: Observed<String>? {
    if let active = udi.latest?.map(\.pid) ?? members.first?.map(\.udi.pid) { return active }
    if let found = version.flatMap({ $0.modelNumber ?? $0.model ?? $0.imageModel }) { return found }
    return observations.lazy.reversed().compactMap(\.unnumberedProduct).first
      ?? unregisteredController?.map { _ in "C9800-CL" }
  }

  /// The newest message of a Catalyst 9800-CL that it is not registered, which names its model.
  public var unregisteredController: Observed<String>? {
    let log = lastLog { $0.text.contains("Unregistered 9800-CL") }
    return log.map { Observed("%\($0.name): \($0.text)", at: $0.location, command: nil) }
  }

  /// What it is; nil when nothing tells. What only a wireless controller prints makes it one, whatever
  /// its name.
  public var model: DeviceModel? {
    let name = productID?.value
    if printsControllerOutput { return DeviceModel(controllerNamed: name) }
    // What runs another system is no wireless controller, whatever its name.
    if let system = printedSystem, system != .iosXE { return DeviceModel(named: name, system) }
    return name.map { DeviceModel($0) }
  }

  /// The operating system, by what only one of them prints, else by the model; nil when nothing tells.
  public var system: DeviceModel.System? { printedSystem ?? model?.system }

  private var printedSystem: DeviceModel.System? {
    if observations.contains(where: { $0.promptPlace != nil })
      || lastLog(where: { $0.facility.hasPrefix("LICENSE-SMART_LIC") }) != nil
    {
      return .iosXR
    }
    return version?.system?.value
      ?? observations.lazy.reversed().compactMap { $0.runningConfiguration?.system }.first
      // A product that names its system is stronger than a stamp.
      ?? (productID.flatMap { DeviceModel($0.value).system } == nil
        && lastLog(where: \.isOfNXOS) != nil ? .nxOS : nil)
  }

  /// Images of switches before the policy print the level too, whether they run the controller or not.
  private var printsAirLevel: Bool {
    guard version?.airLevel != nil else { return false }
    guard let name = productID?.value else {
      return version?.image?.value.hasPrefix("CAT") != true
    }
    return DeviceModel(name).system == nil
  }

  private var printsControllerOutput: Bool {
    airEntities != nil || printsAirLevel
      || runningConfiguration?.hasWirelessManagement == true
      || licenses?.contains { DeviceModel.isControllerLicense($0.value.name) } == true
  }
}

extension Observation {
  /// The PID of the chassis, or of a UDI whose serial number is missing.
  fileprivate var unnumberedProduct: Observed<String>? {
    inventory?.device?.map(\.pid) ?? license?.productID
  }
}

extension VersionFacts {
  /// `C9800-CL-K9` of `(C9800-CL-K9_IOSXE)`, `C9800-CL` of `bootflash:C9800-CL-universalk9.17.12.04.bin`;
  /// `CAT9K` of `CAT9K_IOSXE`, which the switches of a series share; nil for any other image.
  fileprivate var imageModel: Observed<String>? {
    [image, imageFile].lazy.compactMap { $0 }.map { printed in
      printed.map { text in
        let file = text.split(whereSeparator: { $0 == "/" || $0 == ":" }).last ?? text[...]
        let name = ["_IOSXE", "_iosxe", "-universalk9", "-rpbase"].lazy
          .compactMap { file.parted(by: $0)?.before }.first
        return String(name ?? file)
      }
    }.first { DeviceModel($0.value).system != nil }
  }
}
