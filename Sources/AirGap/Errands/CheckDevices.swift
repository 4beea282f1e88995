public import Assessment
import DeviceOutput
import LicenseFiles

/// Judges what devices printed against what is required of them, and takes it into the site in use.
public struct CheckDevices: Sendable {
  private let files: [String]
  private let topology: ReportingTopology?
  private let site: SitePlace
  private let marks: FieldNotice72578.Marks
  private let records: Bool

  /// - Parameters:
  ///   - files: files, folders, patterns, `-`.
  ///   - topology: how the devices report, where the user says it.
  ///   - site: where a site may be in use, which is air-gapped and knows what outputs lack.
  ///   - marks: from how many waiting reports on somebody should look.
  ///   - records: false to look only.
  public init(
    _ files: [String], topology: ReportingTopology?, site: SitePlace,
    marks: FieldNotice72578.Marks = .standard, records: Bool = true
  ) {
    self.files = files
    self.topology = topology
    self.site = site
    self.marks = marks
    self.records = records
  }

  /// Reads, judges and records. What cannot be recorded changes nothing of what a device needs.
  ///
  /// - Throws: ``ErrandError`` when something that was named cannot be read.
  public func run(
    by acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) -> RequirementsOutcome {
    // In a rehearsal the time stands still between commands.
    let isRehearsal = site.isForPractice
    var now = acting.now ?? ThisHost.clock
    if isRehearsal, acting.now == nil { now = try site.session(for: .looking, acting, tell).now }
    let evidence = try DeviceFiles.evidence(files, isEvidence: false, tell)
    let devices = site.knowing(evidence.devices, tell)
    if devices.isEmpty, !evidence.isUnfit {
      tell(.error("no device output was found in \(files.joined(separator: ", "))"))
    }
    let work = WorkMeter.current?.begin(.judging, "what was printed", total: nil)
    defer { work?.end() }
    var outcome = RequirementsOutcome(
      RequirementsJudge.judge(
        devices,
        RequirementsJudge.Circumstances(
          now: now, topology: topology, isSite: site.isInUse, marks: marks)),
      now: now)
    outcome.isRehearsal = isRehearsal
    outcome.isIncomplete = evidence.isUnfit || devices.isEmpty
    guard records, !devices.isEmpty else { return outcome }
    do throws(ErrandError) {
      outcome.recorded = try record(outcome.devices.map(\.snapshot), acting, tell)
    } catch {
      error.notices.forEach(tell)
      outcome.isUnrecorded = true
    }
    return outcome
  }

  private func record(
    _ devices: [DeviceSnapshot], _ acting: Acting, _ tell: Notice.Teller
  ) throws(ErrandError) -> [RecordedObservation] {
    guard let session = try site.sessionIfInUse(acting, tell), !session.ledger.isReadOnly else {
      return []
    }
    let recorded: RecordObservations
    do throws(LedgerError) {
      recorded = try RecordObservations(
        devices, source: files.joined(separator: " "), in: session.ledger, by: session.author)
    } catch  where error == LedgerError(.refused, "") {
      // A check at another time than the current one is not recorded in the site.
      tell(.warning("nothing was recorded: \(error.reason)"))
      return []
    } catch {
      throw ErrandError(error)
    }
    for finding in recorded.renamed {
      tell(.warning("\(finding.id): \(finding.message); \(finding.remedy)"))
    }
    for why in recorded.strangers {
      tell(.hint("\(why); nothing about it was recorded"))
    }
    return recorded.outcomes
  }
}
