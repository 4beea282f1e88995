import LicenseFiles

extension Basis {
  /// `certainty` and `source`, as every schema has them.
  var json: JSONText {
    .object([("certainty", .string(certainty)), ("source", .string(source))])
  }
}
