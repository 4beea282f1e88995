import AirGap
import Foundation
import LicenseFiles
import Presentation

extension Console: Attendant {
  /// Sleeps, with a countdown where a person looks at it.
  func wait(until end: Int64, for device: UDI) {
    let showsCountdown = isatty(2) == 1 && !isQuiet
    if !showsCountdown {
      hint("\(device): waiting until \(TimeText.iso8601(end))")
    }
    while true {
      let left = end - ThisHost.clock
      guard left > 0 else { break }
      if showsCountdown {
        progress("waiting for \(device): \(left / 60) min \(left % 60) s left")
      }
      sleep(UInt32(clamping: showsCountdown ? 1 : min(left, 30)))
    }
    if showsCountdown { progress(nil) }
  }

  /// Says what the guard found, with the moment at which a refusal ends.
  func say(_ answer: ResetGate.Answer, of device: UDI) {
    for reason in answer.verdict.reasons {
      let text = "\(reason.id): \(reason.message)"
      switch answer.verdict {
      case .refused where !answer.isOverridden: error(text)
      case .refused, .warning: warning(text)
      case .clear: hint(text)
      }
    }
    guard case .refused(let until, let reasons) = answer.verdict, !answer.isOverridden else {
      if answer.isOverridden {
        warning("\(device): the guard is overridden; the reason is kept in the ledger")
      }
      return
    }
    if let until {
      hint("\(device): clear at \(TimeText.iso8601(until)); --wait waits for it")
    } else if let remedy = reasons.first?.remedy {
      hint("\(device): \(remedy)")
    }
  }
}
