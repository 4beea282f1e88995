import DeviceOutput
import LicenseFiles

// Answers to license smart import and its like.

extension DiagnosisRow {
  static let imports: [DiagnosisRow] =
    [
      succeeded, saveAnswered, nothingToSave, noSuchReport, noSuchFeature, noSuchItem,
      nothingToReturn,
    ]
    + AgentError.all.map(row) + [answered]

  private static func answer(_ text: String) -> FindingExample {
    .document("WLC-1#license smart import bootflash:ACK_rum.txt\n\(text)\n")
  }

  private static let succeeded = DiagnosisRow(
    "import-succeeded", .note, .information, .state(.importSucceeded),
    meaning: "an import was accepted",
    cause: "it is not proof that the reports are acknowledged; Last ACK received is",
    advice: TopologyAdvice.everywhere(
      "prove it with rumkit-confirm(1)", ["show license status", "show license rum id all"]),
    basis: .doc221758("Air-gapped licensing"),
    trigger: answer("Import Data Successful"), nearMiss: answer("Import Data Failed"))

  private static let saveAnswered = DiagnosisRow(
    "save-answered", .warning, .file, .state(.saveAnswered),
    meaning: "saving the usage printed something",
    cause: "it prints nothing when it works, in every recorded output",
    advice: TopologyAdvice.everywhere(
      "read the answer, see whether the file is there and how large, and save again",
      ["dir bootflash: | include rum", "license smart save usage all file bootflash:rum.txt"]),
    basis: .observed(sample: "public scripts and recorded outputs of 17.x"),
    trigger: .document(
      "WLC-1#license smart save usage all file bootflash:rum.txt\nFailed to save the usage\n"),
    nearMiss: .document(
      "WLC-1#license smart save usage all file bootflash:rum.txt\nWLC-1#show clock\n"
        + "10:00:00.000 UTC Tue Nov 24 2026\n"))

  private static let notFound = "The requested item was not found"
  private static func reply(_ command: String, _ text: String) -> FindingExample {
    .document("WLC-1#license smart \(command)\n\(text)\n")
  }
  /// Recorded answers to these commands; Cisco gives no text for them.
  private static let recordings = Basis.observed(sample: "public recordings of devices (genielibs)")

  private static let nothingToSave = DiagnosisRow(
    "nothing-to-save", .warning, .reporting,
    .line(LineSign([[notFound]], in: .answerTo([.savingUsage]))),
    meaning: "the device has no usage report that could be saved",
    cause:
      "with all: there is none yet, because the device is new or in the first hour after a start or a reset. "
      + "With unreported or days: there is none of that kind, but all may still give some",
    advice: TopologyAdvice.everywhere(
      "wait until the device has been up for an hour with licenses in use, then save again",
      [
        "show version | include uptime|restarted", "show license summary",
        "license smart save usage all file bootflash:rum.txt",
      ]), basis: recordings,
    trigger: reply("save usage all file bootflash:rum.txt", notFound),
    nearMiss: reply("import bootflash:ACK_rum.txt", notFound))

  private static let noSuchReport = DiagnosisRow(
    "no-such-report", .warning, .reporting,
    .line(LineSign([[notFound]], in: .answerTo([.savingReport, .showingReport]))),
    meaning: "the device has no usage report with the number that was named",
    cause: "it was never made here, or it was removed after its ACK",
    advice: TopologyAdvice.everywhere(
      "look which reports there are (17.9 and later list them), or save them all",
      ["show license rum id all", "license smart save usage all file bootflash:rum.txt"]),
    basis: recordings,
    trigger: reply("save usage rum-id 40 file bootflash:rum.txt", notFound),
    nearMiss: reply("save usage all file bootflash:rum.txt", notFound))

  private static let noSuchFeature = DiagnosisRow(
    "no-such-feature", .warning, .setting,
    .line(LineSign([[notFound]], in: .answerTo([.requesting]))),
    meaning: "the device does not know the feature for which an authorization was requested",
    cause:
      "only features that need an authorization (SLAC) can be named, as the platform names them; most "
      + "devices need none",
    advice: TopologyAdvice.everywhere(
      "find out which licenses there are and how they are enforced",
      ["show license authorization", "show license usage"]), basis: recordings,
    trigger: reply("authorization request add test local", notFound),
    nearMiss: reply("authorization return all offline", notFound))

  private static let noSuchItem = DiagnosisRow(
    "no-such-item", .warning, .setting,
    .line(LineSign([[notFound]], in: .answerTo([.other]))),
    meaning: "the device does not have what a command of licensing named",
    cause:
      "it gives the same answer for a report that is not there, for nothing to save and for a feature that it does "
      + "not know",
    advice: TopologyAdvice.everywhere(
      "see what the device has, and give the command again with what it shows",
      ["show license status", "show license udi", "show license usage"]), basis: recordings,
    trigger: reply("save trust-request bootflash:trust-request.txt", notFound),
    nearMiss: reply("save trust-request bootflash:trust-request.txt", "WLC-1#"))

  private static let nothingToReturn = DiagnosisRow(
    "nothing-to-return", .note, .information,
    .line(
      LineSign(
        ReservationAnswer.nothingInstalled.map { [$0] }, in: .answerTo([.returning]))),
    meaning: "no code is installed, so there is nothing to return",
    cause: "the answer closes that step of a migration: no code has to be freed at the portal",
    advice: TopologyAdvice.everywhere("record the answer (rumkit-migrate(1))"),
    basis: .observed(sample: "public dialogues of devices"),
    trigger: reply(
      "authorization return all offline bootflash:return.txt",
      "No reservation authorization code installed in device"),
    nearMiss: reply("authorization return all offline bootflash:return.txt", "Return code: ABC-DEF")
  )

  private static let answered = DiagnosisRow(
    "import-not-accepted", .warning, .file, .state(.importAnswered),
    meaning: "the answer to an import was not the one of a success",
    cause: "only Import Data Successful is documented; the words of failures are not public",
    advice: TopologyAdvice.everywhere(
      "check the file here (rumkit-validate(1), rumkit-ack(1)): is it whole, an ACK and not the usage, "
        + "and for this device? Then copy it in binary mode and import it again",
      ["show license udi", "show license eventlog", "license smart import bootflash:<file>"]),
    basis: .doc221758("Air-gapped licensing"), endedBy: ["import-succeeded"],
    trigger: answer("The file could not be used"), nearMiss: answer("Import Data Successful"))

  private static func row(_ error: AgentError) -> DiagnosisRow {
    DiagnosisRow(
      error.name, .error, .file, .line(LineSign(error.phrases.map { [$0] }, in: error.scope)),
      meaning: error.meaning,
      cause: "error \(error.code) (\(error.symbol)) of the Smart Agent's list. \(error.cause)",
      advice: TopologyAdvice.everywhere(error.remedy, error.commands),
      basis: .documented(
        title: "cisco-smart-license-errors.yang (26.1.1)",
        section: "code \(error.code); that an import prints these words is inferred"),
      trigger: answer("Import failed: \(error.phrases[0])"),
      nearMiss: answer("Import Data Successful"))
  }
}

/// An error of the Smart Agent that an import can meet.
///
/// Source: `cisco-smart-license-errors.yang` of IOS XE 26.1.1; meaning, cause and remedy are ours.
struct AgentError {
  let code: Int
  let symbol: String
  let name: String
  let phrases: [String]
  private let lowercasedPhrases: [String]
  let meaning: String
  let cause: String
  let remedy: String
  let commands: [String]
  let scope: LineSign.Scope

  init(
    _ code: Int, _ symbol: String, _ name: String, _ phrases: [String], _ meaning: String,
    _ cause: String, _ remedy: String, _ commands: [String] = [],
    in scope: LineSign.Scope = .answer
  ) {
    self.code = code
    self.symbol = symbol
    self.name = name
    self.phrases = phrases
    lowercasedPhrases = phrases.map { $0.lowercased() }
    self.meaning = meaning
    self.cause = cause
    self.remedy = remedy
    self.commands = commands
    self.scope = scope
  }

  /// True for a text in lower case with one of its phrases.
  func isNamed(in lowercased: String) -> Bool {
    lowercasedPhrases.contains { lowercased.contains($0) }
  }

  private static let copyAgain =
    "check the file here with rumkit-validate(1), copy it again in binary mode, and import it again"
  private static let rightDevice =
    "find out with rumkit-ack(1) which device the file is for, and import it there"
  private static let udi = ["show license udi", "dir bootflash:"]
  private static let time = ["show clock", "show ntp status"]

  static let all: [AgentError] = [
    AgentError(
      9, "notfound", "file-not-found", ["The requested item was not found"],
      "the device does not find what was named", "The path or the name is wrong.",
      "find the file, and type its name as it is printed", ["dir bootflash:"],
      in: .answerTo([.importing])),
    AgentError(
      17, "msgparse", "file-not-readable", ["message parsing error"],
      "the device cannot read the file",
      "The file was cut, changed by an editor, or copied in text mode; or it is not a file of the portal.",
      copyAgain, ["dir bootflash:", "verify /md5 bootflash:<file>"]),
    AgentError(
      28, "matchidentifier", "file-of-another-instance",
      ["Product Instance identifier failed to match"],
      "the file names another product instance",
      "It was made for another device, or before a reset.",
      rightDevice, udi),
    AgentError(
      30, "matchnonce", "file-answers-another-request", ["nonce failed to match"],
      "the file answers another request than the device's newest",
      "A new request was made after the one that the portal answered.",
      "make the request once more, take that one to the portal, and import what it returns",
      ["license smart save trust-request bootflash:trust-request.txt"]),
    AgentError(
      37, "responsefailed", "answer-is-a-failure", ["failure status in a response message"],
      "the answer itself says that it failed", "The portal refused what it was given.",
      "read the portal's own message (Reports > Usage Data Files), fix it, and upload again",
      ["show license history message"]),
    AgentError(
      41, "certinvalid", "certificate-not-valid", ["The certificate is invalid"],
      "a certificate is not valid", "The clock is wrong, or the file was changed.",
      "check the clock, then fetch the file again", time),
    AgentError(
      42, "certexpired", "certificate-out-of-date", ["The certificate has expired"],
      "a certificate has expired", "The clock is ahead, or the file is an old one.",
      "check the clock; if it is right, fetch the file again from the portal", time),
    AgentError(
      45, "verifysignaturefailed", "signature-refused", ["Signature Verification failed"],
      "the device refuses the signature of the file",
      "Any change of the text breaks it: line ends, an editor, a mail program; or it is for another "
        + "device.",
      copyAgain, udi),
    AgentError(
      47, "signcertverificationfailed", "signer-refused",
      ["Signing Certificate Verification failed"],
      "the device refuses the certificate of the signer",
      "The clock is wrong, or the file comes from another portal than the device trusts.",
      "check the clock, then fetch the file again from Cisco's portal", time),
    AgentError(
      48, "nodecertverificationfailed", "node-certificate-refused",
      ["Node Certificate Verification failed"],
      "the device refuses the certificate of a node",
      "The clock is wrong, or the trust is an old one.",
      "check the clock, then fetch the file again", time),
    AgentError(
      52, "standby", "standby-member", ["running on a standby RP", "standby RP"],
      "the command was given on the standby member",
      "Only the active member of a pair takes licensing commands and reports for both.",
      "connect to the member that is active now, and give the command there",
      ["show redundancy", "show license udi"]),
    AgentError(
      73, "codevalidationfailed", "authorization-refused",
      ["Validation of the authorization key failed"],
      "the device refuses the authorization code", "It probably does not match the UDI.",
      "compare the UDI of the code with that of the device, and get a code for this device",
      ["show license udi", "show license authorization"]),
    AgentError(
      76, "noauthorizationinstalled", "no-authorization", ["No authorization code instal"],
      "no authorization code is on the device", "There is none that could be returned or changed.",
      "no action needed, unless a license that is used needs one", ["show license authorization"]),
    AgentError(
      77, "reservationmismatch", "reservation-code-mismatch",
      ["reservation authorization code does not match the request"],
      "the reservation code answers another request", "A newer request code was made since.",
      "enter the device's present request code at the portal",
      ["license smart reservation request local"]),
    AgentError(
      78, "notreservationmode", "no-reservation-mode", ["not in license reservation mode"],
      "the device is not in reservation mode",
      "Smart Licensing Using Policy accepts no new reservation.",
      "report usage by file instead", ["show license status"]),
    AgentError(
      99, "couldnotvalidatetrustchain", "trust-chain-refused", ["Could not validate Trust Chain"],
      "the device finds no certificate in the chain that it trusts",
      "The clock is wrong, or the file comes from another portal or was changed.",
      "check the clock, then fetch the file again from Cisco's portal", time),
    AgentError(
      100, "reservationalreadyinstalled", "code-already-installed",
      ["reservation authorization code is already installed"],
      "the code is installed already", "The file was imported before.", "no action needed",
      ["show license reservation"]),
    AgentError(
      101, "reservationinstallparsefail", "code-not-readable",
      ["Failed to parse reservation authorization code"],
      "the device cannot read the code", "It was cut, or copied with other text around it.",
      copyAgain, ["dir bootflash:"]),
    AgentError(
      103, "base64decoding", "base64-damaged", ["Base64 decoding failed"],
      "the data in the file is not base64", "Line ends or characters were changed on the way.",
      copyAgain, ["dir bootflash:"]),
    AgentError(
      105, "certificatemismatch", "certificates-of-two-kinds",
      ["Development certificates are being used with Production"],
      "certificates of development are used with a root of production",
      "The file comes from a test portal, or the image is not a release.",
      "use the production portal and a released image", ["show version"]),
    AgentError(
      108, "ignoreevent", "agent-ignored-it", ["the agent ignores event"],
      "the Smart Agent skipped it", "The device is in a state in which it is not wanted.",
      "look at the state, then try again", ["show license tech support"]),
    AgentError(
      142, "transporttype", "transport-type-missing", ["transport type needed is not configured"],
      "the command needs another type of transport", "It is one that talks to a server.",
      "use the file commands instead: save, carry, import", ["show license status"]),
  ]
}
