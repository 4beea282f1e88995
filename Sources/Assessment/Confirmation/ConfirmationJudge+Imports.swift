public import DeviceOutput
import LicenseFiles

/// Which ACK the device speaks of when it answers an import.
extension ConfirmationJudge {
  /// The names of the files whose import the output shows.
  public static func importedFiles(_ snapshot: DeviceSnapshot) -> Set<String> {
    Set(snapshot.importAnswers.compactMap(\.fileName))
  }

  /// The ACK that lay under a name when the device took it: the one that was staged last under it and that the
  /// states of the reports do not contradict. Of several that only came home under it nobody can tell.
  private func ack(named file: String?) -> PendingAck? {
    let open = facts.acks.filter(\.isOfCycle)
    guard let file else {
      let awaited = open.filter(\.isAwaited)
      return awaited.count == 1 ? awaited.first : nil
    }
    let all = facts.closed.filter(\.isOfCycle) + open
    for ignoringCase in [false, true] {
      let staged = all.filter {
        $0.stagedName?.isName(file, ignoringCase: ignoringCase) ?? false
      }
      // What the device shows of their reports tells them apart where one does not fit.
      let fitting = staged.filter { !isContradicted($0) }
      let last = (fitting.isEmpty ? staged : fitting).max { $0.stagedBy < $1.stagedBy }
      if let last { return last }
      let named = open.filter { $0.isNamed(file, ignoringCase: ignoringCase) }
      if !named.isEmpty { return named.count == 1 ? named.first : nil }
      if let closed = facts.closed.last(where: {
        $0.isOfCycle && $0.isNamed(file, ignoringCase: ignoringCase)
      }) {
        return closed
      }
    }
    return nil
  }

  /// True where the device shows a report of it that it does not hold for acknowledged.
  private func isContradicted(_ ack: PendingAck) -> Bool {
    let states = snapshot.reportStates
    return ack.reports.contains { report in
      states[report.id].map { !["ACK", "DELETED"].contains($0.value) } ?? false
    }
  }

  // 1.
  mutating func readImports() {
    for answer in snapshot.importAnswers {
      let file = answer.fileName
      let ack = self.ack(named: file)
      let isClosed = ack.map { facts.closed.contains($0) } ?? false
      let owner = ack == nil ? file.flatMap { facts.elsewhere[$0.lowercased()] } : nil
      let others = answer.otherLines.map(\.value)
      let words = ([answer.success?.value].compactMap(\.self) + others).joined(separator: " / ")
      guard !words.isEmpty || !answer.confirmationCodes.isEmpty else {
        // The capture may end there: silence is not a failure.
        find(.importNotSeen, "nothing comes after license smart import in the output")
        continue
      }
      result.imports.append(
        ImportProof.Import(
          ack: ack, file: file, isSuccess: answer.isPlainSuccess, isKnown: isClosed,
          isOfAnother: owner != nil,
          words: words, codes: answer.confirmationCodes.map(\.value)))
      if isClosed { continue }
      if !answer.isPlainSuccess {
        find(
          .importFailed, "the device answered the import with: \(words)",
          answer.otherLines.first?.location)
      } else if ack == nil {
        if let owner {
          find(
            .importUnknown,
            remedy:
              "import \(file ?? "it") on \(owner), which waits for it; here it acknowledges nothing",
            "the device imported \(file ?? "a file"), which is the ACK of \(owner): the wrong device",
            answer.success?.location)
        } else {
          find(
            .importUnknown,
            "the device imported \(file ?? "a file"), which is not an ACK that this site waits for",
            answer.success?.location)
        }
      }
    }
  }

  /// An import under a name that nobody knows does not matter where nothing waits any more; one of another
  /// device's ACK stays.
  mutating func forgetUnknownNames() {
    guard !result.imports.contains(where: \.isOfAnother) else { return }
    result.findings.removeAll { $0.id == FindingDescriptor.importUnknown.id }
  }
}
