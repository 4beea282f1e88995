// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "rumkit-benchmarks",
  dependencies: [.package(name: "rumkit", path: "..")],
  targets: [
    // Usage files of any size with known contents: a link into the tests, which read the same.
    .target(name: "SyntheticUsage", swiftSettings: strict),
    .executableTarget(
      name: "rum-generate", dependencies: ["SyntheticUsage"], swiftSettings: strict),
    // A large site and what must be quick there; scripts/bench-ledger.
    .executableTarget(
      name: "ledger-bench",
      dependencies: [
        .product(name: "LicenseFiles", package: "rumkit"),
        .product(name: "Assessment", package: "rumkit"),
        .product(name: "AirGap", package: "rumkit"),
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
