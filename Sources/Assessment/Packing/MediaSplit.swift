import LicenseFiles

/// A number of bytes as people write it: `650M` and `4.7GB` count in thousands, as the makers of
/// sticks and discs do; `650MiB` counts in 1024s.
public enum ByteSize {
  /// Reads a size; nil when it is none, is zero or does not fit.
  public static func read(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number > 0 else { return nil }
    let unit: Double
    switch text.dropFirst(digits.count).uppercased() {
    case "", "B": unit = 1
    case "K", "KB": unit = 1e3
    case "M", "MB": unit = 1e6
    case "G", "GB": unit = 1e9
    case "KIB": unit = 1024
    case "MIB": unit = 1_048_576
    case "GIB": unit = 1_073_741_824
    default: return nil
    }
    let bytes = (number * unit).rounded(.down)
    return bytes >= 1 && bytes < 9e18 ? Int(bytes) : nil
  }
}

/// Shares the files of a package among several media. A device's files stay together, and no file is
/// ever cut.
package enum MediaSplit {
  /// What the instructions, the lists, the form and a signature need beside the files: about 2.5 kB are
  /// the same for every package.
  package static let fixedOverhead = 4 << 10

  /// The most bytes that a file needs on a part: its own, what an archive puts around them, and its lines
  /// in the lists, the instructions and the form, which name it a few times.
  package static func cost(of file: PlannedFile, copies: Int) -> Int {
    copies * (file.byteCount + file.byteCount / 1000 + (1 << 10) + 4 * file.path.utf8.count)
  }

  /// - Parameter copies: how often each file's bytes stand on the media (2 with a bundle).
  /// - Throws: ``PackError``, `tooLarge`, before anything is written.
  package static func split(
    _ files: [PlannedFile], limit: Int, copies: Int
  ) throws(PackError) -> [[PlannedFile]] {
    let largest = files.max { cost(of: $0, copies: copies) < cost(of: $1, copies: copies) }
    if let largest {
      let size = cost(of: largest, copies: copies) + fixedOverhead
      guard size <= limit else {
        throw PackError(
          .tooLarge,
          "the largest file, \(largest.candidate.input.name), has \(largest.byteCount) bytes and needs "
            + "\(size) with the lists of a part, more than the \(limit) of one part: give --split \(size) "
            + "or more")
      }
    }
    var volumes: [(used: Int, files: [PlannedFile])] = []
    for group in groups(files) {
      let cost = group.reduce(0) { $0 + Self.cost(of: $1, copies: copies) }
      guard cost + fixedOverhead <= limit else {
        let device = group.first?.candidate.owner?.description ?? "one device"
        throw PackError(
          .tooLarge,
          "the \(group.count) files of \(device) need \(cost + fixedOverhead) bytes together, more "
            + "than the \(limit) of one part")
      }
      if let place = volumes.firstIndex(where: { $0.used + cost <= limit }) {
        volumes[place].used += cost
        volumes[place].files += group
      } else {
        volumes.append((fixedOverhead + cost, group))
      }
    }
    return volumes.map { $0.files.sorted { $0.path < $1.path } }
  }

  /// Files that share a device, directly or through a third file, in the order of their first.
  private static func groups(_ files: [PlannedFile]) -> [[PlannedFile]] {
    var groupOfDevice: [UDI: Int] = [:]
    var groups: [[PlannedFile]] = []
    for file in files {
      let known = Set(file.candidate.devices.compactMap { groupOfDevice[$0] }).sorted()
      let target = known.first ?? groups.count
      if known.isEmpty { groups.append([]) }
      groups[target].append(file)
      for other in known.dropFirst() {
        groups[target] += groups[other]
        groups[other] = []
        for (device, group) in groupOfDevice where group == other { groupOfDevice[device] = target }
      }
      for device in file.candidate.devices { groupOfDevice[device] = target }
    }
    return groups.filter { !$0.isEmpty }
  }

  /// The place of one of several media: `OUT-1`, `out-1.zip`, `out-1.tar.gz`.
  package static func path(_ output: String, number: Int) -> String {
    for ending in [".tar.gz", ".tgz", ".zip"] where output.lowercased().hasSuffix(ending) {
      return "\(output.dropLast(ending.count))-\(number)\(output.suffix(ending.count))"
    }
    let trimmed = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    return "\(trimmed)-\(number)"
  }
}
