// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "rumkit",
  products: [
    .executable(name: "rumkit", targets: ["rumkit"]),
    .library(name: "LicenseFiles", targets: ["LicenseFiles"]),
    .library(name: "DeviceOutput", targets: ["DeviceOutput"]),
    .library(name: "Assessment", targets: ["Assessment"]),
    .library(name: "AirGap", targets: ["AirGap"]),
    .library(name: "Presentation", targets: ["Presentation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CHost"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    .target(
      name: "LicenseFiles",
      dependencies: ["CLibXML2", "CCrypto"],
      swiftSettings: strict),
    .target(name: "DeviceOutput", dependencies: ["LicenseFiles"], swiftSettings: strict),
    .target(
      name: "Assessment", dependencies: ["LicenseFiles", "DeviceOutput"], swiftSettings: strict),
    .target(
      name: "AirGap",
      dependencies: [
        "CCrypto", "CHost", "CZlib", "LicenseFiles", "DeviceOutput", "Assessment",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
    .target(
      name: "Presentation",
      dependencies: ["LicenseFiles", "DeviceOutput", "Assessment"],
      swiftSettings: strict),
    .executableTarget(
      name: "rumkit",
      dependencies: [
        "CEdit", "LicenseFiles", "DeviceOutput", "Assessment", "AirGap", "Presentation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(name: "LicenseFilesTests", dependencies: ["LicenseFiles"], swiftSettings: strict),
    .testTarget(
      name: "DeviceOutputTests", dependencies: ["DeviceOutput", "LicenseFiles"],
      swiftSettings: strict),
    .testTarget(
      name: "AssessmentTests",
      dependencies: ["Assessment", "DeviceOutput", "LicenseFiles"],
      swiftSettings: strict),
    .testTarget(
      name: "AirGapTests",
      dependencies: [
        "AirGap", "LicenseFiles", "Assessment", "Presentation",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Ledger/Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "PresentationTests",
      dependencies: ["Presentation", "LicenseFiles", "DeviceOutput", "Assessment"],
      swiftSettings: strict),
    // What the fuzzer calls (Fuzz/) is called here with damaged fixtures and with what was found.
    .testTarget(
      name: "HardnessTests",
      dependencies: ["LicenseFiles", "DeviceOutput", "Assessment", "AirGap"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["rumkit", "AirGap", "Assessment", "LicenseFiles"],
      exclude: ["Device/ios-xe"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
