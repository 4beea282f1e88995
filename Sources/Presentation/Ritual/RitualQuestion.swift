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
    case .start: "the step to begin with"
    case .devices: "the devices to do now: all, or their names"
    case .copyTo: "where the devices copy their files to"
    case .usage: "the files or folders that came from the devices"
    case .moreUsage: "more files or folders; nothing to go on with what is there"
    case .output: "the outbound media: a new folder, or a .zip or .tar.gz file"
    case .evidence: "the evidence bag; nothing for a new one in the site"
    case .skipBad: "leave the bad files out and pack the others: yes or no"
    case .media: "the media that go out, or the evidence bags that stand for them"
    case .trip: "the name of the trip"
    case .carrier: "who carries"
    case .witness: "who watches; nothing when nobody does"
    case .form: "the filled-in portal.csv; nothing when there is none"
    case .acks: "the files, folders or archives that came back"
    case .acceptNames: "a reason to let file names tie the ACKs; nothing to leave them"
    case .moreAcks: "more files; nothing to go on with what is there"
    case .importFiles: "the ACKs to import"
    case .importTo: "the folder where they are staged; nothing for the site's own"
    case .origin: "how the devices name that place; nothing to fill it in by hand"
    case .runSheet: "the change number of a run sheet; nothing for none"
    case .outputs: "the files with what the devices printed"
    case .moreOutputs: "more of them; nothing to go on with what is there"
    case .closeTrip: "close this trip: yes or no"
    case .failed: "again, skip, back or quit"
    }
  }

  /// What `?` says.
  public var help: String {
    switch self {
    case .start:
      "due, guard, commands, files, pack, carry, portal, acks, import or confirm; the suggestion is "
        + "where the ledger stands"
    case .devices:
      "groups, host names, serial numbers or PID:SERIAL, with blanks between them; the members of an "
        + "HA pair or stack are one"
    case .copyTo:
      "as the device names it: tftp://192.0.2.10/usage, scp://…, usbflash0:; it goes into the "
        + "commands and nowhere else"
    case .usage, .moreUsage:
      "paths with blanks between them, folders are walked; quote a path that has blanks. Gather the "
        + "files in peace: quit now, and begin with the step files later"
    case .output:
      "it must not be there yet; only this goes out"
    case .evidence:
      "it stays inside and proves what went out; the site keeps it in its own folder"
    case .skipBad:
      "a file that is left out now needs another trip; no goes back to the files"
    case .media:
      "the bag is enough when the media are on a stick already: it names what they must be"
    case .trip: "a name that no trip of this site has, for example the day"
    case .carrier: "the name of the person, for the ledger"
    case .witness: "where logins are shared, the second person; for the ledger"
    case .form:
      "portal.csv lies on the media; what the person at the portal wrote goes into the ledger. "
        + "quit here while the trip is under way"
    case .acks, .importFiles:
      "ACK_… files, the archive of the portal, or the folder with all of it"
    case .acceptNames:
      "the content of these ACKs shows no device, and several names at once are no proof by "
        + "themselves; the reason stands in the ledger"
    case .moreAcks: "paths with blanks between them"
    case .importTo: "a TFTP root, a USB stick, any folder; the ACKs lie there byte for byte"
    case .origin: "for example tftp://192.0.2.10/acks or usbflash0:; the commands are complete then"
    case .runSheet: "the page for a change window is written into a file beside the ACKs' folder"
    case .outputs, .moreOutputs:
      "saved terminal output: the answer to the import, show license status, show license rum id all"
    case .closeTrip: "a closed trip ties no ACK by its name any more; yes when all of it is back"
    case .failed:
      "again asks the step's questions anew, skip goes to the next step, back to the one before"
    }
  }

  /// Every question as a file of answers that takes every suggestion.
  public static var list: String {
    allCases.map { "# \($0.text)\n\($0.rawValue):\n" }.joined()
  }
}
