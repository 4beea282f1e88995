/// The words that names of elements and JSON keys are made of. A name of other words may be a value
/// itself, such as the serial number by which a map is keyed, and is not shown.
enum FormatVocabulary {
  static let words: Set<String> = Set(
    """
    account accounts ack acknowledged acknowledgement acknowledgements action actions active added
    additional address agent all app array asset assigned attributes auth authorization
    authorizations authorized average base before begin billing binary block blocks boolean boot by
    capabilities cert certificate chain change changed clock close closed code codes collected comm
    company compliance component confirm confirmation connect consuming contact container content
    conversion correlation count counts created csr csrs current custom customer data date datestamp
    day days deadline default delta deployment description detail details dev device devices digest
    display domain duration email empty enabled end enforced enforcement entitled entitlement
    entitlements entry entries error errors event events export failed failure feature file first
    flag flags for format frequency from generated generic group ha hardware has hash header headers
    history host hostname hw id identification identifier identifiers identity ids in index info
    information input inside install instance instances interval inventory inuse invalid ip is item
    items json key keys kind last length level license licensed licenses line list local locale
    locations log mac macd management max measurement measurements member members message messages
    meta method metric min mode model module name names network new next node nonce not note num number
    numbers object of offset ok on online ongoing open operation option options order org
    organization original out output outstanding owner package page param parent part password path
    payload payloads pending period perpetual phone piid pid piids plr policy poll pool port post
    postpaid prepaid previous primary privacy processed product production profile properties
    property protocol public quantity range reason received record records region registration
    rejected release remaining remove removed renewal report reporting reportid reports request
    requested requests required reservation reserved response responses result results retry return
    role root rum rumack sa sample samples save sch second seconds secret section sequence serial
    server service session short signature signatures signed signing size slac slot slr smart sn
    software source specific stack standby start started state statement status statuses stop
    subscription subscriptions success sudi summary support suvi svn switch sync system tag tags
    telemetry tenant termination text time timestamp timestamps token tokens total trust type types
    udi udis unit units unknown update updated upload usage usages used user utility uuid va valid
    value values vendor version versions vid virtual warning warnings xml year years
    no cname force data smartlicense rumreport ud code issued issuer expiry expires
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  private static let wholeNames: Set<String> = [
    "smartLicense", "RUMReport", "smartLicenseSystemInfo", "smartLicenseAuthRequest",
    "smartLicenseAuthorization", "smartLicensePolicy", "smartLicenseRumAck",
    "smartLicenseAccountInfo", "correlationID", "specificPLR", "rumkitRedacted", "dateStamp",
    "onGoingReporting", "reportOnMACD", "firstTimeReport", "subscriptionID", "udi_pid",
    "udi_serial_number", "software_tag_identifier", "sch_response",
  ]

  /// True when the name of an element or a key can be shown to anybody.
  static func holds(_ name: String) -> Bool {
    if wholeNames.contains(name) { return true }
    let parts = words(of: name)
    return !parts.isEmpty && parts.count <= 8 && parts.allSatisfy(words.contains)
  }

  /// `report_id`, `reportId`, `RUMReport`, `report-id`: its words in lower case. A digit, or anything
  /// that is not a letter, makes a word that is in no vocabulary.
  static func words(of name: String) -> [String] {
    var parts: [String] = []
    var current: [UInt8] = []
    let bytes = Array(name.utf8)
    func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
    func close() {
      if !current.isEmpty { parts.append(String(decoding: current, as: UTF8.self)) }
      current = []
    }
    for (index, byte) in bytes.enumerated() {
      if byte == 0x5F || byte == 0x2D || byte == 0x2E {
        close()
        continue
      }
      if isUpper(byte), index > 0 {
        let followsLower = !isUpper(bytes[index - 1])
        let precedesLower = index + 1 < bytes.count && bytes[index + 1] &- 0x61 < 26
        if followsLower || precedesLower { close() }
      }
      current.append(byte.lowered)
    }
    close()
    return parts
  }
}
