import AirGap
import Foundation

/// A result that is written piece by piece: to standard output, or into a file that appears whole
/// or not at all.
final class ResultStream {
  private let file: AtomicFile?
  private let console: Console
  private var pending: [UInt8] = []
  private var failure: OutputError?

  private static let block = 1 << 16

  /// - Throws: ``ExitStatus/failed``, or ``ExitStatus/usage`` when the file exists and may not be
  ///   replaced; the reason has been printed.
  init(_ output: OutputOptions?, _ console: Console) throws(ExitStatus) {
    self.console = console
    do throws(OutputError) {
      file = try output?.output.map { path throws(OutputError) in
        try AtomicFile(path: path, overwrite: output?.force ?? false)
      }
    } catch {
      throw console.say(error, isForced: output?.force ?? false)
    }
  }

  /// Takes the next piece. After a failure nothing more is written; ``finish()`` tells.
  func write(_ text: String) {
    pending += Array(text.utf8)
    if pending.count >= Self.block { flush() }
  }

  /// Puts the file in place.
  ///
  /// - Throws: as ``init(_:_:)``.
  func finish() throws(ExitStatus) {
    flush()
    do throws(OutputError) {
      if let failure { throw failure }
      try file?.commit()
    } catch {
      throw console.say(error, isForced: true)
    }
  }

  private func flush() {
    guard failure == nil else { return pending.removeAll() }
    if let file {
      do throws(OutputError) { try file.write(pending) } catch { failure = error }
    } else {
      if !StandardStream.output.write(pending) {
        failure = OutputError(
          .failed,
          "the result could not be written: \(String(cString: strerror(errno)).lowercased())")
      }
    }
    pending.removeAll(keepingCapacity: true)
  }
}
