/// Takes bytes, piece by piece, in order.
package typealias ByteSink = (UnsafeRawBufferPointer) throws(OutputError) -> Void

extension Array where Element == UInt8 {
  /// Gives the bytes to a sink.
  func give(to sink: ByteSink) throws(OutputError) {
    var failure: OutputError?
    withUnsafeBytes { bytes in
      do throws(OutputError) { try sink(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
