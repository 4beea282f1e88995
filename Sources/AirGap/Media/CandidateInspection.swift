public import Assessment
import DeviceOutput
public import LicenseFiles

/// Reads one input to its end, has it judged, and keeps what packing needs of it.
///
/// The hash covers the bytes as they stand on the disk; they are read once where the reader reaches
/// their end.
///
/// - Parameters:
///   - input: the file.
///   - judge: the rules of the run, expecting usage; it remembers what it saw in other files. nil
///     when nobody asks for a judgement.
///   - limits: the most to take.
///   - keepsAllFindings: keep more than a hundred findings of one id and device.
/// - Returns: the candidate. An input that cannot be read is not an error: the candidate says why.
public func inspectCandidate(
  _ input: PackInput, judge: inout Judge?, limits: ReadingLimits = .standard,
  keepsAllFindings: Bool = false
) -> PackCandidate {
  var inspection = CandidateInspection(input, keepsAllFindings)
  let tally = ByteTally()
  let open = input.open
  judge?.begin(input.name)
  do throws(ReadingError) {
    var outline = try readDocument(
      input.name, limits: limits,
      terminal: DeviceOutputReader.recognise,
      open: { () throws(ByteSourceError) in
        let start = StartSource(DigestingSource(try open(), tally))
        guard try start.begins(with: [0x1F, 0x8B]) else { return start }
        tally.isGzip = true
        return try GzipSource(start)
      },
      each: { item in
        let judged = judge?.take(item)
        inspection.take(item, judged)
      })
    if tally.isGzip { outline.form.wrappings.insert(.gzip) }
    let judged = judge?.end(outline) ?? []
    let whole: (sha256: SHA256Digest, byteCount: Int)
    if let read = tally.whole { whole = read } else { whole = try digest(of: input) }
    return inspection.candidate(outline, judged, whole)
  } catch {
    return .unreadable(input, error.reason)
  }
}

extension PackCandidate {
  /// An input whose bytes could not be had.
  static func unreadable(_ input: PackInput, _ reason: String) -> PackCandidate {
    PackCandidate(
      input: input, sha256: SHA256Digest(hashing: []), byteCount: 0,
      outline: DocumentOutline(file: input.name, form: DocumentForm(container: .unknown)),
      purpose: .unfit, unreadable: reason)
  }
}

private func digest(
  of input: PackInput
) throws(ReadingError) -> (sha256: SHA256Digest, byteCount: Int) {
  do throws(ByteSourceError) {
    return try input.open().digest()
  } catch {
    throw ReadingError(file: input.name, reason: error.reason)
  }
}

/// What is gathered while a document is read.
private struct CandidateInspection {
  private let input: PackInput
  private var devices: [UDI] = []
  private var deviceIndex: [UDI: Int] = [:]
  private var reports: [ReportMark] = []
  private var readerFindings: BoundedFindings
  private var ruleFindings: BoundedFindings
  private var disclosure = FileDisclosure()
  private var isRedacted = false
  private var asksForTrust = false
  private var savedAt: Int64?
  private var members: (end: Int64, devices: [UDI])?

  init(_ input: PackInput, _ keepsAllFindings: Bool) {
    self.input = input
    readerFindings = BoundedFindings(limit: keepsAllFindings ? .max : 100)
    ruleFindings = readerFindings
  }

  mutating func take(_ item: DocumentItem, _ judged: [Finding]?) {
    switch item {
    case .finding(let finding):
      readerFindings.append(finding)
      return
    case .report(let report): take(report)
    case .block(let block): take(block)
    }
    for finding in judged ?? [] { ruleFindings.append(finding) }
  }

  private mutating func take(_ report: UsageReport) {
    let latestEnd = report.measurements.lazy.compactMap(\.endTime).max()
    reports.append(
      ReportMark(
        device: report.productInstance.map { index(of: $0) }, reportID: report.reportID,
        payload: report.payload.sha256, offset: report.payload.offset, isOpen: report.isOpen,
        latestEnd: latestEnd, isTelemetry: report.isTelemetry))
    let listed = report.highAvailability?.map(\.udi) ?? []
    disclosure.productInstances.formUnion(listed)
    let end = latestEnd ?? .min
    if listed.count > 1, listed.count <= 64, members.map({ end >= $0.end }) ?? true {
      members = (end, listed)
    }
    for measurement in report.measurements {
      disclosure.accessPoints.formUnion(measurement.added ?? [])
      disclosure.accessPoints.formUnion(measurement.removed ?? [])
    }
    if let version = report.softwareVersion { disclosure.softwareVersions.insert(version) }
  }

  private mutating func take(_ block: Block) {
    switch block.kind {
    case .systemInfo, .authorizationRequest:
      guard let text = block.element["data"]?.text,
        let value = try? JSONValue(Array(text.utf8))
      else { return }
      if block.kind == .systemInfo {
        asksForTrust = asksForTrust || block.asksForTrust
        savedAt = [savedAt, timestamp(value)].compactMap(\.self).max()
      }
      note(value)
    case .unknown(let name): isRedacted = isRedacted || name == Redacted.mark
    case .rumReport, .authorization, .policy, .rumAck, .accountInfo, .correlationID,
      .specificReservation:
      break
    }
  }

  /// The device and host name of an object, and of those in its device list.
  private mutating func note(_ value: JSONValue) {
    switch value {
    case .array(let elements): for element in elements.prefix(10_000) { noteDevice(element) }
    case .object: noteDevice(value)
    case .string, .number, .bool, .null: break
    }
    if case .array(let list)? = value["device_list"] {
      for element in list.prefix(10_000) { noteDevice(element) }
    }
  }

  /// Milliseconds since 1970 (measured in the samples; no document names the unit), as seconds.
  private func timestamp(_ value: JSONValue) -> Int64? {
    guard case .number(let digits)? = value["timestamp"], let milliseconds = Int64(digits),
      milliseconds > 0
    else { return nil }
    return milliseconds / 1000
  }

  private mutating func noteDevice(_ value: JSONValue) {
    if let sudi = value["sudi"], let pid = sudi["udi_pid"]?.string,
      let serial = sudi["udi_serial_number"]?.string, !pid.isEmpty, !serial.isEmpty
    {
      _ = index(of: UDI(pid: pid, serial: serial))
    }
    if let name = value["hostname"]?.string, !name.isEmpty { disclosure.hostNames.insert(name) }
  }

  private mutating func index(of device: UDI) -> Int {
    if let known = deviceIndex[device] { return known }
    deviceIndex[device] = devices.count
    devices.append(device)
    disclosure.productInstances.insert(device)
    return devices.count - 1
  }

  mutating func candidate(
    _ outline: DocumentOutline, _ judged: [Finding], _ whole: (sha256: SHA256Digest, byteCount: Int)
  ) -> PackCandidate {
    var outline = outline
    if isRedacted { outline.form.wrappings.insert(.redacted) }
    let purpose = purpose(outline)
    if let device = input.requestOf { _ = index(of: device) }
    // The rules speak of usage; a request is judged by the reader alone, and one of unknown shape
    // by nobody.
    var findings = readerFindings
    switch purpose {
    case .usage, .unfit:
      findings.append(contentsOf: ruleFindings)
      for finding in judged { findings.append(finding) }
    case .authorizationRequest, .trustRequest: break
    case .request: findings = BoundedFindings(limit: 0)
    }
    var candidate = PackCandidate(
      input: input, sha256: whole.sha256, byteCount: whole.byteCount, outline: outline,
      purpose: purpose, devices: input.requestOf.map { [$0] } ?? devices, reports: reports,
      findings: findings.kept, omittedFindings: findings.omitted, disclosure: disclosure)
    candidate.savedAt = savedAt
    candidate.members = members?.devices ?? []
    return candidate
  }

  private func purpose(_ outline: DocumentOutline) -> PackCandidate.Purpose {
    let fromPortal = outline.blocks.keys.contains { $0.comesFromPortal }
    // What a device reports goes out as usage, even when the user took it for something else.
    if outline.kind == .usage { return .usage }
    if outline.kind == .authorizationRequest { return .authorizationRequest }
    if fromPortal { return .unfit }
    if input.requestOf != nil { return .request }
    let isTrust = outline.form.container == .smartLicense && outline.isComplete && asksForTrust
    return isTrust ? .trustRequest : .unfit
  }
}

/// Findings of one document in bounded memory: the first hundred of each id and device are kept, the
/// others counted. Nothing that decides about packing is lost: one error of a kind is enough.
private struct BoundedFindings {
  private struct Key: Hashable {
    var id: String
    var device: UDI?
  }

  private let limit: Int
  private var perKey: [Key: Int] = [:]
  private(set) var kept: [Finding] = []
  private(set) var omitted: [Severity: Int] = [:]

  init(limit: Int) { self.limit = limit }

  mutating func append(_ finding: Finding) {
    let key = Key(id: finding.id, device: finding.productInstance)
    perKey[key, default: 0] += 1
    if perKey[key, default: 0] <= limit, kept.count < FindingsReport.mostListed {
      kept.append(finding)
    } else {
      omitted[finding.severity, default: 0] += 1
    }
  }

  mutating func append(contentsOf other: BoundedFindings) {
    for finding in other.kept { append(finding) }
    for (severity, count) in other.omitted { omitted[severity, default: 0] += count }
  }
}
