/// `1 file`, `2 files`.
package func counted(_ number: some BinaryInteger, _ word: String) -> String {
  "\(number) \(word)\(number == 1 ? "" : "s")"
}
