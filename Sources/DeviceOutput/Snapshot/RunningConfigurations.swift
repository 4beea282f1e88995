public import LicenseFiles

/// The configurations in a file.
public enum RunningConfigurations {
  /// Reads every configuration in a file, the newest of each device: in the output of
  /// `show running-config` with what else the device printed, or as the file itself. Empty when there
  /// is none, which is no error.
  public static func read(
    name: String, bytes: [UInt8], limits: TranscriptLimits = .standard
  ) -> [(configuration: RunningConfiguration, device: DeviceSnapshot?)] {
    let reading = DeviceOutputReader.read(name: name, bytes: bytes, limits: limits)
    let found = reading.devices.compactMap { device in
      device.runningConfiguration.map { (configuration: $0, device: Optional(device)) }
    }
    guard found.isEmpty else { return found }
    // A file that shows commands is a transcript, and one without the command has no configuration.
    guard reading.observations.allSatisfy({ $0.command?.text == nil && $0.content == .other })
    else {
      return []
    }
    return RunningConfiguration(plain: bytes, name: name, limits: limits).map { [($0, nil)] } ?? []
  }
}
