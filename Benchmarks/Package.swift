// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "rumkit-benchmarks",
  targets: [
    // Usage files of any size with known contents: a link into the tests, which read the same.
    .target(name: "SyntheticUsage", swiftSettings: strict),
    .executableTarget(
      name: "rum-generate", dependencies: ["SyntheticUsage"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
