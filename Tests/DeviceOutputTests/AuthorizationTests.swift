import DeviceOutput
import LicenseFiles
import Testing

@Suite("Authorizations, reservations and registration")
struct AuthorizationTests {
  @Test("a SLAC: codes, license, term", arguments: ["", "R#show license authorization\n"])
  func authorization(_ echo: String) throws {
    let observations = read(
      echo + """
        Overall status:
          Active: PID:C8000V,SN:9EXAMPLE001
              Status: SMART AUTHORIZATION INSTALLED on Mar 10 10:15:00 2026 UTC
              Last Confirmation code: 6e1e0a1b
              Last return code: <none>

        Authorizations:
          Router US Export Lic. for DNA (DNA_HSEC):
            Description: U.S. Export Restriction Compliance license
            Total available count: 3
            Enforcement type: EXPORT RESTRICTED
            Term information:
              Active: PID:C8000V,SN:9EXAMPLE001
                Authorization type: SMART AUTHORIZATION INSTALLED
                License type: PERPETUAL
                Term Count: 1

        Purchased Licenses:
          No Purchase Information Available

        """
    ).observations
    try #require(observations.count == 1)
    #expect(observations[0].unknownLines.isEmpty, "\(observations[0].unknownLines)")
    let facts = try #require(observations[0].license?.authorizations)
    let member = try #require(facts.members.first)
    #expect(member.isInstalled == true)
    #expect(member.status?.value == "SMART AUTHORIZATION INSTALLED")
    #expect(member.installedOn?.value.utc == 1_773_137_700)
    #expect(member.lastConfirmationCode?.value == "6e1e0a1b")
    #expect(member.lastReturnCode != nil)
    #expect(member.lastReturnCode?.value == nil)
    let license = try #require(facts.licenses.first)
    #expect(license.name.value == "Router US Export Lic. for DNA")
    #expect(license.entitlement == "DNA_HSEC")
    #expect(license.totalCount?.value == 3)
    #expect(license.terms.first?.authorizationType?.value == "SMART AUTHORIZATION INSTALLED")
    #expect(license.terms.first?.count?.value == 1)
    #expect(license.terms.first?.member?.value.udi.serial == "9EXAMPLE001")
    #expect(facts.purchased.map(\.value) == ["No Purchase Information Available"])
  }

  @Test("NOT INSTALLED is not a code")
  func notInstalled() throws {
    let facts = try #require(
      try device(
        """
        License Authorizations
        ======================
        Overall status:
          Active: PID:C9300-24UX,SN:9EXAMPLE001
              Status: NOT INSTALLED
        """
      ).authorizations)
    #expect(facts.members.first?.isInstalled == false)
    #expect(facts.members.first?.installedOn == nil)
  }

  private let reserved = """
    Switch#show license all
    Smart Licensing Status
    ======================

    Smart Licensing is ENABLED
    License Reservation is ENABLED

    Registration:
      Status: REGISTERED - SPECIFIC LICENSE RESERVATION
      Export-Controlled Functionality: Not Allowed
      Initial Registration: SUCCEEDED on Jan 02 03:04:05 2018 UTC

    License Authorization:
      Status: OUT OF COMPLIANCE on Jan 02 03:05:05 2018 UTC
      Communication Deadline: Nov 20 18:53:16 2022 UTC
      Evaluation Period Remaining: 10 days

    License Usage
    =============

    C9300 48P DNA Essentials (C9300_48P_dna_essentials):
      Description: C9300 48P DNA Essentials
      Count: 0
      Status: NOT IN USE
      Reservation:
        Reservation status: SPECIFIC INSTALLED
        Total reserved count: 1

    Reservation Info
    ================
    Overall status:
      Active: PID:C9300-48UXM,SN:9EXAMPLE002
        License reservation: ENABLED
          Reservation status: SPECIFIC INSTALLED on Jan 01 00:00:00 2018 UTC
          Last Confirmation code: 0a1b2c3d
    Specified license reservations:
      C9300 48P DNA Essentials (C9300_48P_dna_essentials):
        Description: C9300 48P DNA Essentials
        Total reserved count: 1
        Term information:
          Active: PID:C9300-48UXM,SN:9EXAMPLE002
            License type: TERM
              Start Date: 2020-FEB-03 UTC
              End Date: 2021-FEB-03 UTC
              Term Count: 1

    """

  @Test("a Specific License Reservation of the time before the policy")
  func reservation() throws {
    let snapshot = try device(reserved)
    #expect(read(reserved).unknownLineCount == 0)
    #expect(snapshot.registration?.status?.value.hasPrefix("REGISTERED") == true)
    #expect(snapshot.registration?.initialRegistration?.value?.outcome == "SUCCEEDED")
    #expect(snapshot.registration?.initialRegistration?.value?.time?.utc == 1_514_862_245)
    #expect(snapshot.compliance?.status?.value.outcome == "OUT OF COMPLIANCE")
    #expect(snapshot.compliance?.deadline?.value?.utc == 1_668_970_396)
    #expect(snapshot.compliance?.settings.count == 1)
    let use = try #require(snapshot.licenses?.first?.value)
    #expect(use.name == "C9300 48P DNA Essentials")
    #expect(use.reservationStatus == "SPECIFIC INSTALLED")
    #expect(use.reservedCount == 1)
    let facts = try #require(snapshot.reservation)
    #expect(snapshot.authorizations == nil)
    #expect(facts.reservation?.value == "ENABLED")
    #expect(facts.members.first?.isInstalled == true)
    #expect(facts.members.first?.installedOn?.value.utc == 1_514_764_800)
    #expect(facts.licenses.first?.terms.first?.endDate?.value == "2021-FEB-03 UTC")
    #expect(facts.licenses.first?.terms.first?.licenseType?.value == "TERM")
  }

  @Test("show license reservation without codes is read, and knows its member")
  func reservationCommand() throws {
    let facts = try #require(
      try device(
        """
        Switch#show license reservation
        License reservation: DISABLED
        Overall status:
          Active: PID:C9300-24UX,SN:9EXAMPLE001
            Reservation status: NOT INSTALLED
            Request code: <none>
        """
      ).reservation)
    #expect(facts.members.first?.isInstalled == false)
    #expect(facts.members.first?.requestCode != nil)
  }
}
