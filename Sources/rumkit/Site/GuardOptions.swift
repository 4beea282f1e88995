import AirGap
import ArgumentParser
import Assessment

/// What to do when the guard refuses.
struct GuardOptions: ParsableArguments {
  @Flag(name: .long, help: "Wait with a countdown until the guard is clear, then go on.")
  var wait = false
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Go on despite the guard; the reason stays in the ledger.", valueName: "reason"))
  var overrideWait: String?

  func validate() throws {
    if overrideWait?.holdsWord == false { throw ValidationError("--override-wait needs a reason") }
    if wait, overrideWait != nil {
      throw ValidationError("--wait and --override-wait cannot be used together")
    }
  }

  /// What to do when the guard refuses.
  var policy: GuardPolicy {
    if let overrideWait { return .override(reason: overrideWait) }
    return wait ? .wait : .stop
  }

  /// Checks what only shows together with the time.
  func validate(with time: TimeOptions) throws {
    if wait, time.now != nil {
      throw ValidationError("--wait watches this host's clock, so --now cannot be given")
    }
  }
}
