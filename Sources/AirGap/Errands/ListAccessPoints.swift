public import Assessment
import LicenseFiles

/// The access points in a controller's count, compared with an inventory.
public struct ListAccessPoints: Sendable {
  private let request: InputRequest
  private let inventories: [String]

  /// - Parameters:
  ///   - request: usage files, media and bags.
  ///   - inventories: tables and outputs that are compared.
  public init(_ request: InputRequest, inventories: [String] = []) {
    self.request = request
    self.inventories = inventories
  }

  /// Reads the files and compares.
  ///
  /// - Throws: ``ErrandError``: an inventory cannot be read. A usage file that cannot is not an error: the
  ///   outcome tells.
  public func run(_ tell: @escaping Notice.Teller) throws(ErrandError) -> AccessPointOutcome {
    let inventories = try inventories.map { path throws(ErrandError) in try inventory(path) }
    var fold = AccessPointFold()
    var findings = FindingsReport(listsAll: request.listsAll)
    var isDamaged = false
    var reading = try InputReading(request, tell)
    reading.each(
      begin: { fold.begin($0) },
      item: { item in
        switch item {
        case .report(let usage): fold.add(usage)
        case .finding(let finding): findings.add(finding)
        case .block: break
        }
      },
      end: { if !$0.isComplete { isDamaged = true } })
    let history = fold.finish { findings.add($0) }
    let comparison = inventories.isEmpty ? nil : InventoryComparison(history, inventories)
    for finding in comparison?.findings ?? [] { findings.add(finding) }
    let isUseless = history.reports == 0 && history.omittedReports == 0 && !reading.failed
    if isUseless {
      tell(.error("no usage report was found in \(request.files.joined(separator: ", "))"))
      tell(.hint("rumkit inspect says what the files are"))
    }
    findings.sortByPlace()
    return AccessPointOutcome(
      history: history, findings: findings, comparison: comparison, inventories: inventories,
      isIncomplete: reading.failed || isDamaged || isUseless)
  }

  private func inventory(_ path: String) throws(ErrandError) -> AccessPointInventory {
    try FileIdentity.refuseToReplace([path], with: request.output)
    let bytes = try ErrandError.reading(try tableBytes(path))
    do throws(LineFault) {
      return try InventoryReader.read(bytes, file: path)
    } catch {
      throw ErrandError(
        .unreadable, "\(path):\(error.line): \(error.reason)",
        hint: "man rumkit-aps says which columns and outputs are read")
    }
  }
}
