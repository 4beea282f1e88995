import LicenseFiles

/// How one command is typed, how its output is known where no echo says it, and how it is read.
struct CommandReader: Sendable {
  /// What an output says, and the lines that were not understood.
  typealias Reading = (content: Observation.Content, unknown: [TranscriptLine])

  let command: DeviceCommand
  /// How the command is typed: each word may be shortened; `#` stands for a number, `…` for the
  /// rest.
  let pattern: [Substring]
  let signs: [LineSign]
  /// True where the output is made of the blocks that the `show license` commands share.
  let isMadeOfBlocks: Bool
  let read: @Sendable (CommandOutput) -> Reading

  init(
    _ command: DeviceCommand, typed: String? = nil, takesMore: Bool = false,
    signs: [LineSign] = [], isMadeOfBlocks: Bool = false,
    read: @escaping @Sendable (CommandOutput) -> Reading
  ) {
    self.command = command
    pattern = (typed ?? command.rawValue + (takesMore ? " …" : ""))[...].words
    self.signs = signs
    self.isMadeOfBlocks = isMadeOfBlocks
    self.read = read
  }

  private static let byCommand = Dictionary(all.map { ($0.command, $0) }) { first, _ in first }

  static func of(_ command: DeviceCommand?) -> CommandReader? { command.flatMap { byCommand[$0] } }
}

/// A line by which an output is known without its command.
struct LineSign: Sendable {
  enum Weight: CaseIterable {
    /// The first line of an output, which always begins a new one.
    case opening
    /// A line that only this command prints, though not as its first.
    case typical
    /// A line that other outputs hold too: it counts only where no command is known.
    case lone
  }

  let weight: Weight
  let mayBeIndented: Bool
  let matches: @Sendable (Substring) -> Bool

  static func opening(_ beginning: String) -> LineSign {
    LineSign(weight: .opening, mayBeIndented: false) { $0.utf8.starts(with: beginning.utf8) }
  }

  static func opening(exactly line: String) -> LineSign {
    LineSign(weight: .opening, mayBeIndented: false) { $0 == line }
  }

  static func typical(_ beginning: String) -> LineSign {
    .typical { $0.utf8.starts(with: beginning.utf8) }
  }

  static func typical(
    mayBeIndented: Bool = false, where matches: @escaping @Sendable (Substring) -> Bool
  ) -> LineSign {
    LineSign(weight: .typical, mayBeIndented: mayBeIndented, matches: matches)
  }

  static func lone(_ beginning: String) -> LineSign {
    .lone { $0.utf8.starts(with: beginning.utf8) }
  }

  static func lone(where matches: @escaping @Sendable (Substring) -> Bool) -> LineSign {
    LineSign(weight: .lone, mayBeIndented: true, matches: matches)
  }
}

/// One output, for its reader.
struct CommandOutput {
  let section: TranscriptSection
  /// Without the load and time lines that IOS can print before an output.
  let lines: [TranscriptLine]
  let context: OutputContext

  var arguments: [String] { section.command?.arguments ?? [] }
}
