import LicenseFiles

extension Basis {
  /// `certainty` and `source`, as every schema has them.
  var json: JSONText {
    .fields(["certainty": certainty, "source": source])
  }
}
