// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "rumkit-fuzz",
  dependencies: [.package(name: "rumkit", path: "..")],
  targets: [
    // libFuzzer has the main function; Sources/rumkit-fuzz/Targets is a link into the tests, which
    // replay what was found.
    .executableTarget(
      name: "rumkit-fuzz",
      dependencies: [
        .product(name: "LicenseFiles", package: "rumkit"),
        .product(name: "DeviceOutput", package: "rumkit"),
        .product(name: "Assessment", package: "rumkit"),
        .product(name: "AirGap", package: "rumkit"),
      ],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  ],
  swiftLanguageModes: [.v6]
)
