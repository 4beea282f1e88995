/// What the value under a JSON key, or in an XML element, is. The key decides, as far as it is known;
/// a value under a key that nobody knows is hidden.
enum KeyMeaning: Equatable {
  /// Kept, but for what the text itself gives away.
  case plain
  /// Replaced.
  case identity(IdentityKind)
  /// Taken out.
  case secret
  /// Taken out; what stays has the form of a signature.
  case signature
  /// Not known.
  case unknown

  /// - Parameters:
  ///   - key: the key or the name of the element.
  ///   - parent: the one around it.
  init(_ key: String, in parent: String) {
    let words = FormatVocabulary.words(of: key)
    let flat = words.joined()
    func has(_ list: String...) -> Bool { list.contains { flat.contains($0) } }
    if let known = Self.exact(flat, parent.lowercasedASCII) {
      self = known
    } else if has(
      "password", "passwd", "secret", "token", "csr", "privatekey", "nonce", "confirmcode",
      "removecode", "returncode", "community", "passphrase", "certificatechain")
    {
      self = has("nonce") && flat != "nonce" ? .unknown : .secret
    } else if has("serial", "certsn", "suvi", "hostidentifier", "subscription", "contract")
      || words.contains("sn")
    {
      self = .identity(.serialNumber)
    } else if has("macaddress") {
      self = .identity(.macAddress)
    } else if has("piid", "productinstance", "uuid", "correlation", "tenantid", "pollid") {
      self = .identity(.identifier)
    } else if has("hostname", "sysname", "devicename") {
      self = .identity(.hostName)
    } else if has("accountid", "customerid", "orgid", "companyid") {
      self = .identity(.accountID)
    } else if has("domain") {
      self = .identity(.domain)
    } else if has("account", "customer", "company", "organization", "tenant", "pool") {
      self = .identity(.account)
    } else if has("user", "login", "email", "contact", "owner", "phone") {
      self = .identity(.user)
    } else if has("location", "address") {
      self = .identity(.text)
    } else {
      self = .unknown
    }
  }

  /// Keys whose meaning is fixed, from the samples and the programs that read them.
  private static func exact(_ flat: String, _ parent: String) -> KeyMeaning? {
    switch flat {
    case "signature": return .signature
    case "value" where parent == "signature": return .signature
    case "key" where parent == "signature": return .identity(.serialNumber)
    case "authorizationcode", "returnstring": return .identity(.identifier)
    case "name" where ["policycode", "smartlicensepolicy", "policy"].contains(parent):
      return .identity(.policy)
    case "name" where parent == "asset" || parent == "connect_info": return .plain
    case "name" where parent.contains("account"): return .identity(.account)
    default: return kept.contains(flat) ? .plain : nil
    }
  }

  private static let kept: Set<String> = [
    "payload", "version", "udipid", "udi", "pid", "udivid", "vid", "reportid", "reportids",
    "entitlementtag", "tag", "tags", "keys", "entitlement", "softwareversion",
    "softwaretagidentifier", "signingtype", "type", "role", "metricname", "terminationreason",
    "closereason", "clockchangedelta", "reporttype", "utilityenabled", "status", "success", "state",
    "statuscode", "errorcode", "statusmessage", "errormessage", "message", "messagecode",
    "requesttype", "originalrequesttype", "locale", "capabilities", "action", "production",
    "additionalinfo", "request", "requestdata", "response", "responsedata", "timestamp",
    "datestamp",
    "starttime", "endtime", "logtime", "startdate", "enddate", "count", "flag", "licensetype",
    "displayname", "tagdescription", "tagtype", "ackrequired", "shortname", "licensename",
    "compliancestatus", "confirm", "expirydate", "issueddate", "value",
  ]
}
