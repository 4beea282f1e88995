@testable import Assessment
import Foundation
import LicenseFiles
import Testing

@testable import AirGap

/// Where the usual places of programs hold tshark.
private let hasTshark = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
  FileManager.default.isExecutableFile(atPath: $0 + "/tshark")
}

/// Captures made here, read by the real tshark. Where it is not installed these tests say so and skip.
@Suite(.enabled(if: hasTshark, "tshark is not installed"))
struct CaptureTests {
  private func facts(
    _ bytes: [UInt8], name: String = "test.pcap"
  ) async throws -> CaptureFacts {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "rumkit-capture-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return try await CaptureFile.read(file.path)
  }

  /// The ids that a capture gives at a site that reports by itself.
  private func ids(_ build: (inout CaptureBuilder) -> Void) async throws -> [String] {
    var builder = CaptureBuilder()
    build(&builder)
    #expect(CaptureFile.isCapture(builder.pcap))
    let facts = try await facts(builder.pcap)
    return DiagnosisJudge.judge(
      nil, captures: [facts], given: .direct, now: Int64(CaptureBuilder.start)
    ).conclusions.map { String($0.row.id.dropFirst("diagnosis/".count)) }
  }

  private static let receiver = "smartreceiver.cisco.com"
  private static let own = CertificateBuilder.name("smartreceiver.cisco.com", "Cisco Systems, Inc.")

  @Test func namesWithAnAnswer() async throws {
    #expect(
      try await ids {
        $0.query(Self.receiver)
        $0.answer(Self.receiver, address: CaptureBuilder.server)
      } == ["capture-dns-answered"])
  }

  @Test func namesWithoutAnAnswer() async throws {
    #expect(try await ids { $0.query(Self.receiver) } == ["capture-dns-unanswered"])
  }

  @Test func namesThatAreNotKnown() async throws {
    #expect(
      try await ids {
        $0.query(Self.receiver)
        $0.answer(Self.receiver, code: 3, address: nil)
      } == ["capture-dns-error"])
  }

  @Test func aConnectionThatNobodyAnswers() async throws {
    #expect(
      try await ids {
        $0.segment(flags: 2)
        $0.segment(flags: 2)
      } == ["capture-no-connection"])
  }

  @Test func aConnectionThatIsReset() async throws {
    #expect(
      try await ids {
        $0.segment(flags: 2)
        $0.segment(fromServer: true, flags: 20)
      } == ["capture-connection-reset"])
  }

  @Test func aConnectionThatIsOpened() async throws {
    #expect(try await ids { $0.open() } == ["capture-connected"])
  }

  @Test func anotherPortIsNoLicensing() async throws {
    #expect(try await ids { $0.open(port: 22) } == ["capture-silence"])
  }

  @Test func nothingWasSent() async throws {
    #expect(try await ids { _ in } == ["capture-silence"])
  }

  @Test func theServerRefusesTheDevicesCertificate() async throws {
    let found = try await ids {
      $0.open()
      $0.clientHello(Self.receiver)
      $0.alert(48, fromServer: true)
    }
    #expect(found == ["capture-client-refused", "capture-connected"])
  }

  @Test func theServerEndsWithAnotherAlert() async throws {
    let found = try await ids {
      $0.open()
      $0.clientHello(Self.receiver)
      $0.alert(40, fromServer: true)
    }
    #expect(found == ["capture-alert-from-server", "capture-connected"])
  }

  @Test func theEndOfAConnectionIsNoFault() async throws {
    #expect(
      try await ids {
        $0.open()
        $0.alert(0, fromServer: true)
      } == ["capture-connected"])
  }

  @Test func aFirewallShowsItsOwnCertificate() async throws {
    let der = CertificateBuilder.certificate(
      subject: Self.own, issuer: CertificateBuilder.name("Inspection CA", "Example Firewall"))
    let found = try await ids {
      $0.open()
      $0.clientHello(Self.receiver)
      $0.certificate(der)
      $0.alert(48, fromServer: false)
    }
    #expect(
      found == ["capture-tls-intercepted", "capture-alert-from-device", "capture-connected"])
  }

  @Test func anExpectedIssuerIsNoFault() async throws {
    let der = CertificateBuilder.certificate(
      subject: Self.own, issuer: CertificateBuilder.name("Cisco Example CA", "Cisco Systems, Inc."))
    let found = try await ids {
      $0.open()
      $0.clientHello(Self.receiver)
      $0.certificate(der)
    }
    #expect(found == ["capture-connected", "capture-certificate"])
  }

  /// An On-Prem server has a name and a certificate of the site.
  @Test func theCertificateOfAnotherNameIsNoFault() async throws {
    let der = CertificateBuilder.certificate(
      subject: CertificateBuilder.name("ssm.example.com", "Example"),
      issuer: CertificateBuilder.name("ssm.example.com", "Example"))
    let found = try await ids {
      $0.open()
      $0.clientHello("ssm.example.com")
      $0.certificate(der)
    }
    #expect(found == ["capture-connected", "capture-certificate"])
  }

  @Test func anExpiredCertificate() async throws {
    let der = CertificateBuilder.certificate(
      subject: Self.own, issuer: CertificateBuilder.name("Cisco Example CA", "Cisco Systems, Inc."),
      to: "260601000000Z")
    let found = try await ids {
      $0.open()
      $0.clientHello(Self.receiver)
      $0.certificate(der)
    }
    #expect(found == ["capture-certificate-expired", "capture-connected"])
  }

  @Test func aProxyThatWantsALogin() async throws {
    let found = try await ids {
      $0.connect("smartreceiver.cisco.com:443", status: "407 Proxy Authentication Required")
    }
    #expect(found == ["capture-proxy-login", "capture-connected"])
  }

  @Test func aProxyThatRefuses() async throws {
    let found = try await ids {
      $0.connect("smartreceiver.cisco.com:443", status: "403 Forbidden")
    }
    #expect(found == ["capture-proxy-refused", "capture-connected"])
  }

  @Test func aProxyThatIsOpen() async throws {
    let found = try await ids {
      $0.connect("smartreceiver.cisco.com:443", status: "200 Connection established")
    }
    #expect(found == ["capture-connected", "capture-proxy-open"])
  }

  @Test func pcapngIsTheSame() async throws {
    var builder = CaptureBuilder()
    builder.query(Self.receiver)
    builder.segment(flags: 2)
    #expect(CaptureFile.isCapture(builder.pcapng))
    let new = try await facts(builder.pcapng, name: "test.pcapng")
    let old = try await facts(builder.pcap)
    #expect(new.names == old.names)
    #expect(new.connections == old.connections)
    #expect(new.names.count == 1)
  }

  /// A name that looks like an option is a name.
  @Test func theNameOfTheFileIsNoOption() async throws {
    var builder = CaptureBuilder()
    builder.query(Self.receiver)
    #expect(try await facts(builder.pcap, name: "-V; $(reboot) .pcap").names.count == 1)
  }

  @Test func whatIsNoCaptureIsRefused() async throws {
    await #expect(throws: CaptureError(.program, "")) {
      _ = try await facts([0xA1, 0xB2, 0xC3, 0xD4] + Array("nothing".utf8))
    }
  }

  /// A capture that was cut off in its last packet still tells what came before.
  @Test func aCutCaptureGivesWhatItHolds() async throws {
    var builder = CaptureBuilder()
    builder.query(Self.receiver)
    builder.segment(flags: 2)
    let cut = try await facts(builder.pcap.dropLast(10))
    #expect(cut.names.count == 1)
    #expect(cut.isTruncated)
  }
}

@Suite struct CaptureFormTests {
  @Test func theMagicTells() {
    #expect(CaptureFile.isCapture([0xD4, 0xC3, 0xB2, 0xA1, 2]))
    #expect(CaptureFile.isCapture([0x0A, 0x0D, 0x0D, 0x0A]))
    #expect(!CaptureFile.isCapture([0x0A, 0x0D, 0x0D]))
    #expect(!CaptureFile.isCapture(Array("<smartLicense>".utf8)))
  }

  @Test func aCertificateTellsItsNamesAndTimes() throws {
    let der = CertificateBuilder.certificate(
      subject: CertificateBuilder.name("server", "Site"),
      issuer: CertificateBuilder.name("root", "Firewall"))
    let names = try #require(CertificateNames(der: der))
    #expect(names.subject == "O=Site, CN=server")
    #expect(names.issuer == "O=Firewall, CN=root")
    #expect(names.notBefore == 1_767_225_600)
    #expect(names.notAfter == 1_798_761_600)
  }

  /// Damaged bytes are not certificate, and no crash.
  @Test func damagedCertificatesAreNone() {
    let der = CertificateBuilder.certificate(
      subject: CertificateBuilder.name("server", "Site"),
      issuer: CertificateBuilder.name("root", "Firewall"))
    for count in 0..<120 { #expect(CertificateNames(der: Array(der.prefix(count))) == nil) }
    for index in der.indices {
      for value: UInt8 in [0, 0x7F, 0x80, 0x84, 0xFF] {
        var bytes = der
        bytes[index] = value
        _ = CertificateNames(der: bytes)
      }
    }
    #expect(CertificateNames(hexadecimal: "30") == nil)
    #expect(CertificateNames(hexadecimal: "3") == nil)
    #expect(CertificateNames(hexadecimal: "zz") == nil)
  }
}
