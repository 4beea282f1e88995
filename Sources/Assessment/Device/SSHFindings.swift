public import LicenseFiles

extension FindingDescriptor {
  /// Findings of what is done at devices over SSH.
  public static let atDevices: [FindingDescriptor] = [
    deviceUnreached, deviceHostKey, deviceLogin, deviceLost, deviceSilent, deviceFlood,
    deviceQuestion, devicePrivilege, deviceRefused, deviceFull, deviceOther, deviceUnnamed,
    deviceUnfit, deviceUnsaved, deviceSCPOff, deviceCopy, deviceCopyDiffers, deviceKept,
    deviceUnimported, deviceUnproved, deviceUnusable, deviceTwice, deviceUnlisted,
    deviceShowRefused,
  ]

  private static let page = Basis.documented(title: "rumkit-device(1)", section: "DESCRIPTION")

  private static func ssh(
    _ word: String, _ title: String, _ severity: Severity = .error, looksAt: String, why: String,
    remedy: String, trigger: String, nearMiss: String
  ) -> FindingDescriptor {
    FindingDescriptor(
      "ssh/\(word)", severity, title, looksAt: looksAt, why: why, remedy: remedy, basis: page,
      trigger: trigger, nearMiss: nearMiss)
  }

  /// Used where ssh ends before there is a session.
  package static let deviceUnreached = ssh(
    "not-reached", "ssh did not reach the device", looksAt: "what ssh said before it ended",
    why: "nothing was done at this device",
    remedy: "try ssh to it by hand; its settings are those of ~/.ssh/config",
    trigger: "a host that refuses the connection", nearMiss: "a host that asks for a login")
  /// Used where ssh refuses the host key.
  package static let deviceHostKey = ssh(
    "host-key", "ssh does not trust the host key",
    looksAt: "what ssh said of the host key; rumkit changes none of its checks",
    why: "another machine may answer in place of the device",
    remedy: "find out at the device why its key changed, then correct known_hosts by hand",
    trigger: "a host whose key differs from known_hosts", nearMiss: "a host whose key is known")
  /// Used where the login is refused.
  package static let deviceLogin = ssh(
    "login-refused", "the device refused the login", looksAt: "what ssh said of the login",
    why: "nothing was done at this device",
    remedy: "try ssh to it by hand; without a terminal only keys and agents can log in",
    trigger: "an account whose key the device does not know",
    nearMiss: "an account that logs in, without privilege")
  /// Used where the connection ends in the middle.
  package static let deviceLost = ssh(
    "connection-lost", "the connection ended in the middle",
    looksAt: "whether the prompt came back after the last command",
    why: "what the device did after the last answer is not known",
    remedy: "give the same command again: it repeats only what is missing",
    trigger: "a connection that ends during a command",
    nearMiss: "a device that answers slowly")
  /// Used where no answer comes.
  package static let deviceSilent = ssh(
    "no-answer", "the device did not answer in time",
    looksAt: "how long nothing came, against --patience, and how long the login took",
    why: "a session that hangs would hold up the others",
    remedy:
      "look at the device, and give the command again; --patience waits longer for an answer to a line, and nothing does "
      + "for a login",
    trigger: "a device that never prints a prompt", nearMiss: "a prompt after half a minute")
  /// Used where a session has no end.
  package static let deviceFlood = ssh(
    "too-much-output", "the device printed more than is taken",
    looksAt: "the bytes of the session, against the limit in rumkit-device(1)",
    why: "output without an end would fill the disk",
    remedy: "look at the device: debugging that is switched on prints without end",
    trigger: "a session of more than 64 MB", nearMiss: "a long show license all")
  /// Used where the device asks something back.
  package static let deviceQuestion = ssh(
    "unexpected-question", "the device asked something that rumkit does not answer",
    looksAt: "a line that ends with a question or asks for a password",
    why: "an answer that nobody chose could overwrite something; rumkit types no password",
    remedy: "do this step by hand; rumkit commands prints the lines",
    trigger: "a delete that asks for confirmation", nearMiss: "a pager, which is answered")
  /// Used where the account may not do it.
  package static let devicePrivilege = ssh(
    "no-privilege", "the account may not do this at the device",
    looksAt: "the prompt, which ends with # where everything may be typed, and the device's answer",
    why: "usage cannot be saved and no ACK imported without privilege",
    remedy: "use an account of privilege 15; rumkit does not type enable and its password",
    trigger: "a prompt that ends with >", nearMiss: "a prompt that ends with #")
  /// Used where a command is refused.
  package static let deviceRefused = ssh(
    "command-refused", "the device refused a command",
    looksAt: "answers that begin with % or name an error",
    why:
      "saving prints nothing when it works, and an import prints its success: anything else failed",
    remedy: "read the device's words; rumkit diagnose on the session explains many of them",
    trigger: "% Invalid input detected after license smart save usage",
    nearMiss: "a show command that this release does not have")
  /// Used where there is no room.
  package static let deviceFull = ssh(
    "no-space", "the device has no room for the file", looksAt: "what the device said of its space",
    why: "a file that is cut off is not a usage report",
    remedy: "remove old files on the device, or name another place with --device-path",
    trigger: "No space left on device", nearMiss: "a file system that is nearly full")
  /// Used where another device answers.
  package static let deviceOther = ssh(
    "other-device", "another device answers than the one that is meant",
    looksAt: "the UDI that the device prints, against the register or the ACK",
    why: "an ACK belongs to one device, and so does a usage report",
    remedy: "correct the address in the register or in ~/.ssh/config; nothing was saved or copied",
    trigger: "a host that prints the serial number of another controller",
    nearMiss: "the other member of the same HA pair")
  /// Used where the device does not say who it is.
  package static let deviceUnnamed = ssh(
    "no-udi", "the device does not show its UDI", looksAt: "show license all and show license udi",
    why: "without it nothing can be matched to a device",
    remedy: "look at the session; the account may lack the privilege to show it",
    trigger: "a device that refuses show license all", nearMiss: "a stack that shows several")
  /// Used where a device cannot save usage.
  package static let deviceUnfit = ssh(
    "saves-no-usage", "the device saves no usage report",
    looksAt: "the product and the release that the device prints",
    why: "only IOS XE from 17.3.2 on is known to save usage with a command",
    remedy: "see rumkit migrate for older releases, and the guide of the device for other systems",
    trigger: "a controller with 16.12", nearMiss: "a controller with 17.9")
  /// Used where the saved file is not there.
  package static let deviceUnsaved = ssh(
    "not-saved", "the device does not show the file", looksAt: "what dir prints for it",
    why: "saving prints nothing, so only the folder shows that it worked",
    remedy: "look at the session and at the device's file system",
    trigger: "a dir that prints no such file", nearMiss: "a dir with the file and its size")
  /// Used where scp is refused.
  package static let deviceSCPOff = ssh(
    "scp-off", "the device's SCP server is off", looksAt: "what scp said",
    why: "the file is on the device and not here",
    remedy:
      "give --copy-to and --copied-in, so that the device copies the file to a server of yours; or carry "
      + "it by hand (rumkit commands --copy-to prints the line)",
    trigger: "Administratively disabled.", nearMiss: "a connection that ends during the copy")
  /// Used where a copy fails otherwise.
  package static let deviceCopy = ssh(
    "copy-failed", "the file could not be copied", looksAt: "how scp ended, and what it said",
    why: "no part of it was kept", remedy: "give the same command again",
    trigger: "a connection that ends during the copy", nearMiss: "a copy that is slow")
  /// Used where the copy is another one.
  package static let deviceCopyDiffers = ssh(
    "copy-differs", "the copy is not the file of the other side",
    looksAt:
      "the size that dir shows and the MD5 that verify prints, against the file on this host",
    why: "one changed byte makes the portal or the device refuse the file",
    remedy: "give the same command again; nothing of this copy was kept or imported",
    trigger: "a copy that is one byte short", nearMiss: "a copy of the same size and hash")
  /// Used where an import does not print its success.
  package static let deviceUnimported = ssh(
    "not-imported", "the device did not import the ACK",
    looksAt: "what license smart import printed, against Import Data Successful",
    why: "anything else is a failure, and its reasons are not published",
    remedy: "read the device's words in the session; rumkit diagnose explains many of them",
    trigger: "an import that prints another sentence", nearMiss: "an import that takes a minute")
  /// Used where the output after an import does not prove it.
  package static let deviceUnproved = ssh(
    "not-proved", "the device's output does not prove the import",
    looksAt: "what rumkit confirm finds in the session",
    why: "a cycle is closed only by what the device prints after the import",
    remedy: "give the same output to rumkit confirm later: the device may need a moment",
    trigger: "a Last ACK received that is the one from before", nearMiss: "a later one")
  /// Used where the device's copy stays.
  package static let deviceKept = ssh(
    "not-removed", "the file stays on the device", .warning, looksAt: "what delete printed",
    why: "old files fill the flash", remedy: "remove it by hand",
    trigger: "a delete that is refused", nearMiss: "a delete that prints nothing")
  /// Used where the saved file is not what it should be.
  package static let deviceUnusable = ssh(
    "file-not-usable", "the file that the device saved is not its usage",
    looksAt: "whether the file can be read to its end, has usage reports, and is of this device",
    why: "the copy is exact, so the file is wrong on the device; as usage nobody could use it",
    remedy:
      "look at the file, which is beside the session as unusable_..., and at the device's file system, and "
      + "give the command again; nothing was removed from the device",
    trigger: "an empty file after license smart save usage",
    nearMiss: "the file of the other member of the same HA pair")
  /// Used where a device is meant by two names.
  package static let deviceTwice = ssh(
    "same-device", "this device is visited under another name", .note,
    looksAt: "the UDI that the device prints, against the other devices of the same run",
    why: "two visits at once would save to the same file, or import the same ACK twice",
    remedy: "no action needed; name it once",
    trigger: "a device by its name and by an alias of ~/.ssh/config",
    nearMiss: "two devices of the same product")
  /// Used in a dry run where a host is none of the site.
  package static let deviceUnlisted = ssh(
    "not-in-site", "the site has no device of this name", .note,
    looksAt: "the host names, addresses and serial numbers of the register",
    why: "which device answers shows only its UDI: a mistyped name could reach another one",
    remedy:
      "no action needed for a name of ~/.ssh/config; rumkit site devices list shows the names that the site has",
    trigger: "a host name with a letter too many",
    nearMiss: "the address of a device of the register")
  /// Used where a show command is refused.
  package static let deviceShowRefused = ssh(
    "show-refused", "the device refused a show command", .warning,
    looksAt: "answers to show commands that begin with % or name an error",
    why: "what the command would show is not known: the checks that need it say nothing",
    remedy: "let the account show it, or look at the device by hand",
    trigger: "Command authorization failed. after show license rum id all",
    nearMiss: "a command that this release does not have, which is a note")
}
