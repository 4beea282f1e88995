import Assessment

/// What came of one visit at a device, before it is filed.
protocol VisitRecord: Sendable {
  var visit: DeviceVisit { get set }
  /// Everything that the device printed.
  var transcript: [UInt8] { get set }
}

extension SecureShell {
  /// Does an errand in a session. What fails in it is the result of the visit, with everything that came
  /// before.
  ///
  /// - Parameters:
  ///   - begun: the visit before the device answers.
  ///   - errand: what is done there.
  /// - Returns: what came of it.
  func visit<Record: VisitRecord>(
    _ begun: Record,
    _ errand:
      @escaping @Sendable (
        inout Record, inout DeviceErrand, inout DeviceDialogue
      ) async throws(DeviceTrouble) -> Void
  ) async -> Record {
    let host = host
    let (result, transcript) = await session {
      (dialogue: inout DeviceDialogue) async throws(DeviceTrouble) -> Record in
      var record = begun
      var steps = DeviceErrand(host: host)
      do throws(DeviceTrouble) {
        try await errand(&record, &steps, &dialogue)
      } catch {
        record.visit.result = .failed
        record.visit.findings.append(error.finding)
      }
      record.visit.findings = steps.refusals + record.visit.findings
      record.visit.lines = steps.lines
      record.visit.hostName = dialogue.hostName
      return record
    }
    var record = begun
    switch result {
    case .success(let value): record = value
    case .failure(let trouble): record.visit.findings.append(trouble.finding)
    }
    record.transcript = transcript
    return record
  }
}
