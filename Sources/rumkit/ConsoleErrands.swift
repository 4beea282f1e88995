import AirGap

extension Console {
  /// Says what an errand has to say.
  func tell(_ notice: Notice) {
    switch notice {
    case .error(let text): error(text)
    case .warning(let text): warning(text)
    case .hint(let text): hint(text)
    }
  }

  /// Says why an errand could not be done, and which status that is.
  func say(_ failure: ErrandError) -> ExitStatus {
    failure.notices.forEach(tell)
    switch failure.code {
    case .usage: return .usage
    case .unreadable: return .unreadable
    case .refused: return .refused
    case .failed: return .failed
    }
  }

  /// Does an errand, and says what failed.
  ///
  /// - Throws: the status that belongs to it.
  func errand<Value>(
    _ body: @autoclosure () throws(ErrandError) -> Value
  ) throws(ExitStatus) -> Value {
    do throws(ErrandError) { return try body() } catch { throw say(error) }
  }

  /// The same of one that waits.
  func errand<Value>(
    _ body: @autoclosure () async throws(ErrandError) -> Value
  ) async throws(ExitStatus) -> Value {
    do throws(ErrandError) { return try await body() } catch { throw say(error) }
  }

  /// - Throws: ``ExitStatus/usage`` when the output is one of the inputs; the reason has been printed.
  func refuseToReplace(_ inputs: [String], with output: String?) throws(ExitStatus) {
    try errand(try FileIdentity.refuseToReplace(inputs, with: output))
  }
}

extension InputRequest {
  /// What a command reads.
  init(
    _ files: [String], _ common: CommonOptions, _ findings: FindingOptions,
    _ output: OutputOptions
  ) {
    self.init(
      files, isVerbose: common.verbose, listsAll: findings.allFindings, output: output.output)
  }

  /// What is read for a result.
  init(_ files: [String], _ delivery: Delivery) {
    self.init(
      files, isVerbose: delivery.isVerbose, listsAll: delivery.listsAll,
      output: delivery.output?.output)
  }
}
