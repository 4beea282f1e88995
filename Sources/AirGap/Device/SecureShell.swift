import Assessment
import LicenseFiles

/// The OpenSSH client of this host, as its user has set it up: keys, agent, jump hosts, host keys.
struct SecureShell: Sendable {
  /// The destination, as ssh takes it.
  let host: String
  /// True where ssh may ask for a password on the terminal.
  let asks: Bool
  /// One login at a time, where a person may be asked.
  let turn: LoginTurn
  /// How long an answer may pause.
  let quiet: Duration

  /// Why a name cannot be given to ssh; nil when it can.
  static func fault(ofHost host: String) -> String? {
    let isPlain = host.unicodeScalars.allSatisfy {
      (0x21...0x7E).contains($0.value) && !"'\"\\`$;|&<>()/{}*?!#".unicodeScalars.contains($0)
    }
    guard isPlain, !host.isEmpty, !host.hasPrefix("-"), host.utf8.count <= 255 else {
      return "'\(host)' is not a name that ssh can reach: HOST or USER@HOST"
    }
    return nil
  }

  private var batch: [String] { asks ? [] : ["-o", "BatchMode=yes"] }

  /// What the user's configuration has for this host and no session can live with, overruled. Where the client
  /// cannot say, the session does.
  private func overruling() async -> [String] {
    // With a fork asked for, ssh prints nothing of it; a client that does not know that has none.
    let noFork = ["-o", "ForkAfterAuthentication=no"]
    for options in [noFork, []] {
      let program = HostProgram(name: "ssh", environment: [:], outputLimit: 256 << 10)
      do throws(HostProgram.Failure) {
        let shown = try await program.run(["-G"] + options + ["--", host])
        guard shown.succeeded else { continue }
        return options + ClientSettings.overruling(String(decoding: shown.output, as: UTF8.self))
      } catch {
        return []
      }
    }
    return []
  }

  /// Opens a session and does something in it.
  ///
  /// - Returns: what came of it, and everything that the device printed.
  func session<Value: Sendable>(
    _ body: @escaping @Sendable (inout DeviceDialogue) async throws(DeviceTrouble) -> Value
  ) async -> (result: Result<Value, DeviceTrouble>, transcript: [UInt8]) {
    var program = HostProgram(name: "ssh", environment: [:], outputLimit: 0)
    program.asksOnTerminal = asks
    let (host, quiet, turn, asks) = (host, quiet, turn, asks)
    let ticket = asks ? await turn.take() : nil
    let options = await overruling() + batch
    do throws(HostProgram.Failure) {
      // A terminal on the device's side makes it echo and print its prompt; no escape character, since
      // only lines of a list are typed.
      let outcome = try await program.converse(["-tt", "-e", "none"] + options + ["--", host]) {
        streams in
        var dialogue = DeviceDialogue(streams, host: host, quiet: quiet, asks: asks)
        let result: Result<Value, DeviceTrouble>
        do throws(DeviceTrouble) {
          try await dialogue.login()
          await turn.give(ticket)
          result = .success(try await body(&dialogue))
        } catch {
          result = .failure(error)
        }
        return (result, dialogue.transcript)
      }
      // After a login that failed it is over only now: ssh may have asked until it was ended.
      await turn.give(ticket)
      return outcome
    } catch {
      await turn.give(ticket)
      return (.failure(DeviceTrouble(error, at: host)), [])
    }
  }

  /// Fetches a file of the device.
  ///
  /// - Throws: ``DeviceTrouble``.
  func fetch(_ remote: String, to path: String) async throws(DeviceTrouble) {
    try await copy([place(remote), path], filling: path)
  }

  /// Brings a file to the device.
  ///
  /// - Throws: ``DeviceTrouble``.
  func bring(_ path: String, to remote: String) async throws(DeviceTrouble) {
    try await copy([path, place(remote)])
  }

  /// `host:bootflash:name`; the address of IPv6 in brackets.
  private func place(_ remote: String) -> String {
    let parts = host.split(separator: "@", maxSplits: 1)
    guard let last = parts.last, last.contains(":"), !last.hasPrefix("[") else {
      return "\(host):\(remote)"
    }
    return (parts.count == 2 ? parts[0] + "@" : "") + "[\(last)]:\(remote)"
  }

  private func copy(
    _ ends: [String], filling path: String? = nil
  ) async throws(DeviceTrouble) {
    var program = HostProgram(name: "scp", environment: [:], outputLimit: 64 << 10)
    program.asksOnTerminal = asks
    // An ACK is small. Of a file that comes it is seen whether it still does.
    program.patience = path == nil ? DeviceLimits.login + quiet : DeviceLimits.transfer
    program.growing = path.map { ($0, quiet) }
    program.fileLimit = DeviceLimits.file
    let ticket = asks ? await turn.take() : nil
    let options = await overruling() + batch
    let outcome: Result<HostProgram.Outcome, HostProgram.Failure>
    do throws(HostProgram.Failure) {
      // IOS speaks the old protocol, and calls the file otherwise than it was asked for.
      outcome = .success(try await program.run(["-O", "-T", "-q"] + options + ["--"] + ends))
    } catch {
      outcome = .failure(error)
    }
    await turn.give(ticket)
    switch outcome {
    case .failure(let failure):
      throw DeviceTrouble(.deviceCopy, at: host, failure.reason)
    case .success(let run) where !run.succeeded:
      let lines = run.complaint.split(whereSeparator: \.isNewline)
      let said = lines.last.map(String.init) ?? "scp ended and gave no reason"
      let lower = run.complaint.lowercased()
      let isOff = ["administratively disabled", "privilege denied", "subsystem request failed"]
        .contains(where: lower.contains)
      if DeviceRefusal.kind(of: said) == .deviceFull {
        throw DeviceTrouble(.deviceFull, at: host, said)
      }
      throw DeviceTrouble(isOff ? .deviceSCPOff : .deviceCopy, at: host, said)
    case .success: break
    }
  }
}

/// Lets one in at a time, in the order in which they came.
actor LoginTurn {
  /// The terminal before the holder asked on it.
  private var terminal: TerminalSettings?
  private var last = 0
  private var holder: Int?
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Waits for the turn.
  ///
  /// - Returns: what gives it back.
  func take() async -> Int {
    if holder != nil { await withCheckedContinuation { waiting.append($0) } }
    last += 1
    holder = last
    terminal = TerminalSettings()
    return last
  }

  /// Gives it back; once, however often it is called.
  func give(_ ticket: Int?) {
    guard let ticket, ticket == holder else { return }
    terminal?.restore()
    // Until who comes next has a ticket it is nobody's, and taken.
    holder = waiting.isEmpty ? nil : 0
    if !waiting.isEmpty { waiting.removeFirst().resume() }
  }
}
