/// A number with zeros in front, where it has fewer digits than are wanted: `007`.
package func zeroPadded(
  _ number: some BinaryInteger, _ width: Int, radix: Int = 10, uppercase: Bool = false
) -> String {
  let digits = String(number, radix: radix, uppercase: uppercase)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
