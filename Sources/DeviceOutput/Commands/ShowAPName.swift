/// Reads `show ap name NAME inventory` and `show ap name NAME config general`.
enum ShowAPName {
  static let reader = CommandReader(.showAPName, takesMore: true) { output in
    // The first argument is the name; what is asked of it follows.
    let topic = output.arguments.dropFirst().first?.lowercased() ?? ""
    if topic.isEmpty { return (.other, output.lines) }
    if "inventory".hasPrefix(topic) { return ShowAPInventory.reader.read(output) }
    if "config".hasPrefix(topic) { return ShowAPConfigGeneral.reader.read(output) }
    return (.other, output.lines)
  }
}
