// swift-tools-version: 6.2
import PackageDescription

// A program of your own on the libraries of rumkit. In your package the path is the address of the repository,
// with a version.
let package = Package(
  name: "usage-summary",
  dependencies: [.package(name: "rumkit", path: "../..")],
  targets: [
    .executableTarget(
      name: "usage-summary",
      dependencies: [
        .product(name: "LicenseFiles", package: "rumkit"),
        .product(name: "Assessment", package: "rumkit"),
      ])
  ])
