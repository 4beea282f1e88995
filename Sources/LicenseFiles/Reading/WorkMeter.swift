import Synchronization

/// What takes its time at one moment.
public struct WorkInHand: Sendable, Hashable {
  /// What is done.
  public enum Kind: Sendable, Hashable {
    /// The bytes of a file are read.
    case reading
    /// What was read is understood and judged.
    case judging
    /// The events of a ledger are compared with their hashes.
    case verifying
  }

  /// What is done.
  public var kind: Kind
  /// The file.
  public var name: String
  /// How many bytes or events are done.
  public var done: Int64
  /// How many there are; nil where that is not known.
  public var total: Int64?
  /// Which piece of work it is since the beginning, from one.
  public var number: Int

  /// Creates a piece of work.
  public init(_ kind: Kind, _ name: String, done: Int64 = 0, total: Int64?, number: Int = 1) {
    self.kind = kind
    self.name = name
    self.done = done
    self.total = total
    self.number = number
  }
}

/// Hears how far long work is, for a person who waits for it. What reads or walks tells the meter that is in
/// effect where it is made; where nobody waits there is none.
public final class WorkMeter: Sendable {
  /// The meter in effect; nil where nobody waits.
  @TaskLocal public static var current: WorkMeter?

  private struct State {
    var work: WorkInHand?
    var begun = 0
    var open = 0
    var isPaused = false
  }

  private let state = Mutex(State())
  private let onPause: @Sendable () -> Void

  /// Creates a meter.
  ///
  /// - Parameter onPause: is called when somebody else is about to speak on the terminal.
  public init(onPause: @escaping @Sendable () -> Void = {}) { self.onPause = onPause }

  /// What is being done; nil where nothing is.
  public var work: WorkInHand? {
    state.withLock { $0.open > 0 && !$0.isPaused ? $0.work : nil }
  }

  /// A piece of work begins. It ends when what is returned is gone.
  public func begin(_ kind: WorkInHand.Kind, _ name: String, total: Int64?) -> Piece {
    let number = state.withLock { state in
      state.begun += 1
      state.open += 1
      state.isPaused = false
      state.work = WorkInHand(kind, name, total: total, number: state.begun)
      return state.begun
    }
    return Piece(meter: self, number: number)
  }

  /// Nothing is shown until work goes on: somebody else speaks on the terminal.
  public func pause() {
    state.withLock { $0.isPaused = true }
    onPause()
  }

  /// One piece of work.
  public final class Piece: Sendable {
    private let meter: WorkMeter
    private let number: Int
    private let isOver = Mutex(false)

    fileprivate init(meter: WorkMeter, number: Int) {
      self.meter = meter
      self.number = number
    }

    deinit { end() }

    /// So much more is done.
    public func move(by count: Int) {
      meter.state.withLock { state in
        state.isPaused = false
        // Of two at the same time the one that began last is shown.
        if state.work?.number == number { state.work?.done += Int64(count) }
      }
    }

    /// It is done.
    public func end() {
      let isFirst = isOver.withLock { isOver in
        defer { isOver = true }
        return !isOver
      }
      if isFirst { meter.state.withLock { $0.open -= 1 } }
    }
  }
}
