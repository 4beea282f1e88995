public import LicenseFiles

/// What was read from transcripts.
public struct DeviceReading: Sendable, Hashable {
  /// Every output in the order of the transcripts, whichever device printed it.
  public let observations: [Observation]
  /// Notes on what could not be read.
  public let findings: [Finding]
  /// False for text that is not what a device prints, though some lines may look like it.
  public let isDeviceOutput: Bool

  /// One for each device, in the order of their first output.
  public var devices: [DeviceSnapshot] { DeviceGrouping.devices(observations) }

  /// Lines of output, without blank lines, log lines, prompts and what terminal programs add.
  public var lineCount: Int { observations.reduce(0) { $0 &+ $1.lineCount } }

  /// Lines that were not understood in the outputs of commands that this room reads.
  public var unknownLineCount: Int {
    observations.reduce(0) { $1.content == .other ? $0 : $0 &+ $1.unknownLines.count }
  }

  /// Several readings in one, so that a device in several transcripts becomes one snapshot.
  public static func joined(_ readings: [DeviceReading]) -> DeviceReading {
    DeviceReading(
      observations: readings.flatMap(\.observations), findings: readings.flatMap(\.findings),
      isDeviceOutput: readings.contains(where: \.isDeviceOutput))
  }

  /// Both readings in one.
  package func joined(with other: DeviceReading) -> DeviceReading { .joined([self, other]) }
}

/// Reads what devices print: any mixture of commands, devices and log lines in one transcript.
public enum DeviceOutputReader {
  /// Reads one transcript. Time and memory grow linearly with its bytes.
  ///
  /// Nothing is an error: bytes that are not device output give a reading without facts and a
  /// finding that says so.
  ///
  /// - Parameters:
  ///   - name: the file as the user named it, for the places of values and findings.
  ///   - bytes: the transcript.
  ///   - offsets: what is known of the device's time zones.
  ///   - limits: the most that is taken.
  public static func read(
    name: String, bytes: [UInt8], offsets: ZoneOffsets = .certain,
    limits: TranscriptLimits = .standard
  ) -> DeviceReading {
    let transcript = TranscriptLines(cleaning: bytes, limits: limits)
    let sections = TranscriptSplitter.sections(transcript.lines, file: name, offsets: offsets)
    let observations = sections.prefix(limits.outputs).map { Observation($0, offsets: offsets) }
    let omitted = sections.dropFirst(limits.outputs).first?.location.line
    return DeviceReading(
      observations: observations,
      findings: DeviceFindings.of(observations, file: name, cutAt: omitted ?? transcript.cutAt),
      isDeviceOutput: RedactionMark.begins(bytes) || recognise(bytes) != .other)
  }

  /// The sections of one transcript, for who wants the text of a command and not its values.
  public static func sections(
    name: String, bytes: [UInt8], offsets: ZoneOffsets = .certain,
    limits: TranscriptLimits = .standard
  ) -> [TranscriptSection] {
    let transcript = TranscriptLines(cleaning: bytes, limits: limits)
    return TranscriptSplitter.sections(transcript.lines, file: name, offsets: offsets)
  }
}
