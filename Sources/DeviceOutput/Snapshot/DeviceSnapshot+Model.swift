// What it is.
extension DeviceSnapshot {
  /// The product id by which the field knows it: that of the UDI, else of a member, else the model of
  /// `show version`.
  public var productID: Observed<String>? {
    udi.latest?.map(\.pid) ?? members.first?.map(\.udi.pid)
      ?? version.flatMap { $0.modelNumber ?? $0.model }
  }

  /// What it is; nil when nothing tells. What only a wireless controller prints makes it one, whatever
  /// its name.
  public var model: DeviceModel? {
    let name = productID?.value
    return printsControllerOutput
      ? DeviceModel(controllerNamed: name) : name.map { DeviceModel($0) }
  }

  private var printsControllerOutput: Bool {
    airEntities != nil || version?.airLevel != nil
      || runningConfiguration?.hasWirelessManagement == true
      || licenses?.contains { DeviceModel.isControllerLicense($0.value.name) } == true
  }
}
