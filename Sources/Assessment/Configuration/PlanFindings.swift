public import LicenseFiles

extension FindingDescriptor {
  /// Findings on the values of a plan. Errors refuse it.
  public static let plans: [FindingDescriptor] = [
    planTokenGiven, planCredentialsGiven, planOpensTheGap, planValueUnused, planValueMissing,
    planTenantMissing, planURLForSmart, planURLMismatch, planValueMalformed, planProxyLogin,
    planProxyLoginUntested, planBeforePolicy, planCSLUPort, planLeftOpen,
  ]

  static let planTokenGiven = FindingDescriptor(
    "plan/token-given", .error, "a trust token was given on the command line",
    looksAt: "--token and --idtoken, and words after the topology",
    why: "a command line is kept in histories and process lists, and whoever has the token can "
      + "join a device to the account",
    remedy: "type the token at the device only; revoke it at the portal if this host is shared",
    basis: .documented(title: "rumkit-plan(1)", section: "SECRETS"),
    trigger: "plan direct --token WORD", nearMiss: "plan direct")

  static let planCredentialsGiven = FindingDescriptor(
    "plan/credentials-given", .error, "a user name or a password was given",
    looksAt: "--proxy-user and --proxy-password, and a login in an address or a URL",
    why: "it would stay in the shell's history and in the plan, and no line of the plan uses it",
    remedy: "leave it out; say --proxy-login when the proxy asks for a login",
    basis: .documented(title: "rumkit-plan(1)", section: "SECRETS"),
    trigger: "--proxy-address user:word@proxy.example.net",
    nearMiss: "--proxy-address proxy.example.net")

  static let planOpensTheGap = FindingDescriptor(
    "plan/opens-the-gap", .error, "a value would open the air gap",
    looksAt: "values of a connection that are given to plan air-gap",
    why: "with transport off the device connects to nothing, and a line that points outward would "
      + "be the first step to change that",
    remedy: "leave it out; for a connection name another topology",
    basis: .doc221758("Air-gapped licensing"),
    trigger: "plan air-gap --name-server 192.0.2.53", nearMiss: "plan air-gap --privacy hostname")

  static let planValueUnused = FindingDescriptor(
    "plan/value-unused", .error, "a value does not belong to this topology",
    looksAt: "the options of plan against the lines of the topology",
    why: "somebody may rely on a value that is dropped without notice",
    remedy: "leave it out, or name the topology that it belongs to",
    basis: .documented(title: "rumkit-plan(1)", section: "TOPOLOGIES"),
    trigger: "plan direct --tenant EXAMPLE-1", nearMiss: "plan on-prem with the same tenant")

  static let planValueMissing = FindingDescriptor(
    "plan/value-missing", .error, "a value that the connection needs is missing",
    looksAt: "the address of CSLU or On-Prem, the address and the port of the proxy",
    why: "the line would be a placeholder, and a device reads a placeholder as a name",
    remedy: "give it", basis: .documented(title: "rumkit-plan(1)", section: "TOPOLOGIES"),
    trigger: "plan proxy --proxy-address proxy.example.net", nearMiss: "the same with --proxy-port")

  static let planTenantMissing = FindingDescriptor(
    "plan/tenant-missing", .error, "the tenant of On-Prem is missing",
    looksAt: "what comes after /cslu/v1/pi/ in the URL, and --tenant",
    why: "On-Prem accepts reports for a tenant only: without its id the reports reach no account",
    remedy: "take the exact URL from the web interface of On-Prem: Smart Licensing > Inventory > "
      + "the Virtual Account > General, and give it as --url",
    basis: .doc217348("Connected to On-prem"),
    trigger: "plan on-prem --server onprem.example.net",
    nearMiss: "the same with --tenant EXAMPLE-1")

  static let planURLForSmart = FindingDescriptor(
    "plan/url-for-smart", .error, "a URL of CSLU or On-Prem was given for transport smart",
    looksAt: "--url of plan direct and plan proxy",
    why:
      "transport smart connects to Cisco's receiver; On-Prem and CSLU answer it with an empty response "
      + "(Received empty response from server)",
    remedy: "use plan on-prem or plan cslu, which set transport cslu; for Cisco's receiver leave "
      + "--url out",
    basis: .doc217348("Connected to On-prem"),
    trigger: "plan direct --url http://onprem.example.net/cslu/v1/pi/EXAMPLE-1",
    nearMiss: "plan direct")

  static let planURLMismatch = FindingDescriptor(
    "plan/url-mismatch", .error, "the URL is not one of this topology",
    looksAt: "the path of --url: /cslu/v1/pi for CSLU, /cslu/v1/pi/TENANT for On-Prem",
    why: "the device would send its reports to a path that does not take them",
    remedy: "for CSLU: http://ADDRESS:8182/cslu/v1/pi; for On-Prem the exact URL of its web "
      + "interface",
    basis: .doc217348("Connected to CSLU"),
    trigger: "plan cslu --url http://192.0.2.20:8182/", nearMiss: "the same with /cslu/v1/pi")

  static let planValueMalformed = FindingDescriptor(
    "plan/value-malformed", .error, "a value does not have the form that its line needs",
    looksAt: "the characters and the form of every value",
    why: "a line end, a blank or a ? inside a value would change what the device is told",
    remedy: "give one word: a name, an address, an interface with its number, or a number",
    basis: .documented(title: "rumkit-plan(1)", section: "VALUES"),
    trigger: "--trustpoint with a line end in it", nearMiss: "--trustpoint EXAMPLE-TP")

  static let planProxyLogin = FindingDescriptor(
    "plan/proxy-login", .error, "a proxy that asks for a login is not supported",
    looksAt: "--proxy-login against --release",
    why: "as of 17.9.2 the device cannot log in to a proxy",
    remedy: "use CSLU, which supports such proxies: rumkit plan cslu; for a release after 17.9.2 "
      + "give --release",
    basis: .doc217348("Smart Transport through a proxy"),
    trigger: "plan proxy --proxy-login --release 17.9.2", nearMiss: "the same with 17.12.4")

  static let planProxyLoginUntested = FindingDescriptor(
    "plan/proxy-login-untested", .warning, "whether this release logs in to a proxy is not known",
    looksAt: "--proxy-login with a release after 17.9.2",
    why: "the document says not yet as of 17.9.2, and nothing about later releases",
    remedy: "prefer CSLU, which supports such proxies: rumkit plan cslu; or ask Cisco about the "
      + "release",
    basis: .doc217348("Smart Transport through a proxy"),
    trigger: "plan proxy --proxy-login --release 17.12.4", nearMiss: "the same without a login")

  static let planBeforePolicy = FindingDescriptor(
    "plan/before-policy", .error, "the release has no Smart Licensing Using Policy",
    looksAt: "--release against 17.3.2",
    why: "the lines of a plan exist from 17.3.2 on",
    remedy: "upgrade first; 17.3.7, 17.6.5 and 17.9.1 or later also stay clear of the pile-up of "
      + "FN72578",
    basis: .doc217348("introduction"),
    trigger: "--release 17.3.1", nearMiss: "--release 17.3.2")

  static let planCSLUPort = FindingDescriptor(
    "plan/cslu-port", .warning, "the URL of CSLU is not on port 8182",
    looksAt: "the port of --url of plan cslu",
    why: "CSLU listens on 8182 unless somebody changed that; without a port the device asks 80",
    remedy:
      "give http://ADDRESS:8182/cslu/v1/pi, or make sure that CSLU listens where the URL says",
    basis: .doc217348("Connected to CSLU"),
    trigger: "--url http://192.0.2.20/cslu/v1/pi",
    nearMiss: "--url http://192.0.2.20:8182/cslu/v1/pi"
  )

  static let planLeftOpen = FindingDescriptor(
    "plan/left-open", .warning, "a line of the document has no value yet",
    looksAt: "values that the document configures and that were not given",
    why: "the line is in the plan as a comment with a placeholder, and is not applied",
    remedy: "give the value, or make sure that the device needs none",
    basis: .doc217348("HTTP client and certificate"),
    trigger: "plan direct without --trustpoint", nearMiss: "plan direct with both values")
}
