public import Assessment
import DeviceOutput
import LicenseFiles

/// Compares the configurations of devices with the way in which they report.
public struct CheckConfigurations: Sendable {
  private let files: [String]
  private let values: PlanRequest
  private let topology: ReportingTopology?
  private let site: SitePlace

  /// - Parameters:
  ///   - files: files, folders, patterns, `-`.
  ///   - values: what the configurations ought to have; its topology does not matter.
  ///   - topology: how the devices report, where the user says it.
  ///   - site: where a site may be in use, which is air-gapped and knows what outputs lack.
  public init(
    _ files: [String], values: PlanRequest, topology: ReportingTopology?, site: SitePlace
  ) {
    self.files = files
    self.values = values
    self.topology = topology
    self.site = site
  }

  /// Reads the files and judges every configuration in them.
  ///
  /// - Throws: ``ErrandError`` when something that was named cannot be read, or a value does not fit the
  ///   topology of a device.
  public func run(_ tell: Notice.Teller) throws(ErrandError) -> ConfigurationOutcome {
    let sources = try DeviceFiles.sources(files, isEvidence: false)
    var outcome = ConfigurationOutcome()
    for device in site.knowing(sources.devices, tell) {
      if let verdict = try verdict(on: device) { outcome.verdicts.append((device, verdict)) }
    }
    let judged = Set(outcome.verdicts.flatMap { $0.device.observations.map(\.location.file) })
    for source in sources where !judged.contains(source.name) {
      guard source.isNamed else {
        tell(.hint("\(source.name): no running configuration, skipped"))
        continue
      }
      tell(.error("\(source.name): it has no running configuration"))
      tell(
        .hint(
          "save the output of show running-config, to its end; rumkit check --topology and rumkit "
            + "diagnose --topology judge other output"))
      outcome.isIncomplete = true
    }
    if outcome.verdicts.isEmpty, !outcome.isIncomplete {
      tell(.error("none of the named files has a running configuration"))
      outcome.isIncomplete = true
    }
    return outcome
  }

  private func verdict(on device: DeviceSnapshot) throws(ErrandError) -> ConfigurationVerdict? {
    let way = ReportingWay(device, given: topology, isSite: site.isInUse)
    do throws(PlanRefusal) {
      return try ConfigurationCheck.check(device, with: values, reporting: way)
    } catch {
      throw ErrandError(error, concluded: way.isConcluded ? way : nil)
    }
  }
}

extension ErrandError {
  /// Values do not fit a way of reporting.
  ///
  /// - Parameters:
  ///   - refusal: why.
  ///   - way: that way, where nobody named it.
  public init(_ refusal: PlanRefusal, concluded way: ReportingWay? = nil) {
    let warning = way.map { way in
      Notice.warning(
        "the topology was concluded: \(way.topology.rawValue) (\(way.reason)); name it with "
          + "--topology")
    }
    self.init(
      .usage,
      notices: [warning].compactMap(\.self)
        + zip(refusal.reasons, refusal.findings).flatMap { reason, finding in
          [.error(reason), .hint(finding.remedy)]
        })
  }
}
