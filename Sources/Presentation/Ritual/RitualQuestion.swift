/// A question of the ritual. The raw words stand in people's answers files: they are never renamed and
/// never given another meaning.
public enum RitualQuestion: String, Sendable, Hashable, CaseIterable {
  case start
  case devices = "due.devices"
  case copyTo = "commands.to"
  case usage = "files.paths"
  case moreUsage = "files.more"
  case output = "pack.output"
  case evidence = "pack.evidence"
  case skipBad = "pack.skip-bad"
  case media = "carry.media"
  case trip = "carry.trip"
  case carrier = "carry.carrier"
  case witness = "carry.witness"
  case form = "portal.form"
  case acks = "acks.files"
  case acceptNames = "acks.accept-names"
  case moreAcks = "acks.more"
  case importFiles = "import.files"
  case importTo = "import.to"
  case origin = "import.origin"
  case runSheet = "import.run-sheet"
  case outputs = "confirm.files"
  case moreOutputs = "confirm.more"
  case closeTrip = "confirm.close-trip"
  case failed

  /// The question.
  public var text: String {
    switch self {
    case .start: "Which step do you want to begin with?"
    case .devices: "Which devices do you want to do now? Answer all, or name them."
    case .copyTo: "Where do the devices copy their files to?"
    case .usage: "Which files or folders came from the devices?"
    case .moreUsage: "Are there more files or folders? Press Enter to go on with these."
    case .output: "Where do the outbound media go? Name a new folder, or a .zip or .tar.gz file."
    case .evidence: "Where does the evidence bag go? Press Enter for a new one in the site."
    case .skipBad: "Do you want to leave the bad files out and pack the others? Answer yes or no."
    case .media: "Which media go out? Name the media, or their evidence bags."
    case .trip: "What is the trip called?"
    case .carrier: "Who carries the media?"
    case .witness: "Who is the witness? Press Enter for none."
    case .form: "Where is the filled-in portal.csv? Press Enter if there is none."
    case .acks: "Which files, folders or archives came back?"
    case .acceptNames:
      "Why may the file names say which device an ACK is for? Press Enter to leave these ACKs."
    case .moreAcks: "Are there more files? Press Enter to go on with these."
    case .importFiles: "Which ACKs do you want to import?"
    case .importTo: "In which folder are they staged? Press Enter for the site's own."
    case .origin: "How do the devices name that folder? Press Enter to fill it in by hand."
    case .runSheet: "What is the change number of the run sheet? Press Enter for no run sheet."
    case .outputs: "Which files hold what the devices printed?"
    case .moreOutputs: "Are there more of them? Press Enter to go on with these."
    case .closeTrip: "Do you want to close this trip? Answer yes or no."
    case .failed: "What now? Answer again, skip, back or quit."
    }
  }

  /// What `?` says.
  public var help: String {
    switch self {
    case .start:
      "due, guard, commands, files, pack, carry, portal, acks, import or confirm; the suggestion "
        + "follows from the ledger"
    case .devices:
      "groups, host names, serial numbers or PID:SERIAL, separated by blanks; the members of an "
        + "HA pair or stack are one"
    case .copyTo:
      "as the device names it: tftp://192.0.2.10/usage, scp://…, usbflash0:; it goes into the "
        + "commands and nowhere else"
    case .usage, .moreUsage:
      "paths, separated by blanks, folders are walked; quote a path that has blanks. Gather the "
        + "files first if you like: quit now, and begin with the step files later"
    case .output:
      "it must not exist yet; only this goes out"
    case .evidence:
      "it stays inside and proves what went out; the site keeps it in its own folder"
    case .skipBad:
      "a file that is left out now needs another trip; no goes back to the files"
    case .media:
      "the bag is enough when the media are on a stick already: it names what they must be"
    case .trip: "a name that no trip of this site has, for example the day"
    case .carrier: "the name of the person, for the ledger"
    case .witness: "the second person, where logins are shared; for the ledger"
    case .form:
      "portal.csv is on the media; what the person at the portal wrote goes into the ledger. "
        + "quit here while the trip is under way"
    case .acks, .importFiles:
      "ACK_… files, the archive of the portal, or the folder with all of it"
    case .acceptNames:
      "the content of these ACKs shows no device, and several names at once are not proof by "
        + "themselves; the reason is kept in the ledger"
    case .moreAcks: "paths, separated by blanks"
    case .importTo: "a TFTP root, a USB stick, any folder; the ACKs are copied there byte for byte"
    case .origin: "for example tftp://192.0.2.10/acks or usbflash0:; the commands are complete then"
    case .runSheet: "the page for a change window is written into a file beside the ACKs' folder"
    case .outputs, .moreOutputs:
      "saved terminal output: the answer to the import, show license status, show license rum id all"
    case .closeTrip:
      "after a trip is closed, no ACK is matched by its name; answer yes when everything is back"
    case .failed:
      "again asks the step's questions again, skip goes to the next step, back to the one before"
    }
  }

  /// Every question as a file of answers that takes every suggestion.
  public static var list: String {
    allCases.map { "# \($0.text)\n\($0.rawValue):\n" }.joined()
  }
}
