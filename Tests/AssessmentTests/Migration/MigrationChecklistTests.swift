import DeviceOutput
import Foundation
import LicenseFiles
import Testing

@testable import Assessment

/// Every step of every checklist against the procedures: which section of them it comes from, with which
/// certainty, and that its commands are those that stand there.
@Suite struct MigrationChecklistTests {
  static let controller = MigrationSubject(
    device: UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPL11"), hostName: "wlc", target: "17.9.5",
    replacement: nil)
  static let aSwitch = MigrationSubject(
    device: UDI(pid: "C9300-48P", serial: "FZZ0000A001"), hostName: "sw")
  static let replaced = MigrationSubject(
    device: controller.device, replacement: UDI(pid: "C9800-CL-K9", serial: "9ZZEXAMPL12"))

  /// The checklists, with a name for each.
  static var all: [(name: String, list: MigrationChecklist)] {
    MigrationKind.allCases.map { kind in
      (
        kind.rawValue,
        MigrationChecklist(kind, for: kind == .replacement ? replaced : controller)
      )
    } + [
      ("slr of another device", MigrationChecklist(.reservation, for: aSwitch)),
      ("smart licensing of another device", MigrationChecklist(.smartLicensing, for: aSwitch)),
      ("evaluation of another device", MigrationChecklist(.evaluation, for: aSwitch)),
      ("reset of another device", MigrationChecklist(.factoryReset, for: aSwitch)),
    ]
  }

  /// The section of the procedures that a step comes from, and the certainty that it claims.
  private static let table: [String: (section: String, certainty: String)] = [
    "record-before": ("8.2, 1", "inferred"), "target-release": ("8.2, 2", "documented"),
    "upgrade": ("8.2, 3", "documented"), "policy-enabled": ("8.2, 3", "documented"),
    "transport-off": ("8.2, 4", "documented"), "ap-count": ("8.2, 5; 4", "documented"),
    "save-usage": ("8.2, 6; 3.1 A", "documented"), "save-again": ("3.1 A", "documented"),
    "pack": ("3.2", "inferred"), "pack-again": ("3.2", "inferred"),
    "portal": ("8.2, 6; 3.1 B", "documented"), "import-ack": ("8.2, 6; 3.1 C", "documented"),
    "verify": ("8.2, 7; 6", "documented"), "surplus": ("8.2, 7", "documented"),
    "return-code": ("8.2, 8", "documented"), "old-instance": ("8.2, 7; 9", "documented"),
    "compare": ("8.1", "inferred"), "authorizations": ("7.1", "inferred"),
    "reissue-plan": ("7.1", "inferred"), "change": ("7.1", "inferred"),
    "reset": ("7.1", "documented"), "reload": ("7.1", "documented"),
    "reset-hour": ("7.1", "documented"), "reissued": ("3.1 C", "inferred"),
    "registered": ("9", "documented"), "both-instances": ("9", "documented"),
  ]

  /// The grammar of the procedures; a path or a file may follow.
  private static let grammar = [
    "show clock", "show version", "show license udi", "show license all", "show license summary",
    "show license reservation", "show license status", "show license usage",
    "show license air entities summary", "show license authorization", "show license rum id all",
    "show license history message", "license smart transport off", "write memory",
    "license smart save usage all file bootflash:", "dir bootflash:", "copy bootflash:",
    "copy tftp:",
    "license smart import bootflash:",
    "license smart authorization return local offline bootflash:",
    "more bootflash:", "license smart factory reset", "reload",
  ]

  @Test func everyStepComesFromTheProcedures() {
    var seen: Set<String> = []
    for (name, list) in Self.all {
      for step in list.steps {
        seen.insert(step.id)
        let row = Self.table[step.id]
        #expect(row != nil, "\(name): \(step.id) is in no section of the procedures")
        #expect(step.basis.certainty == row?.certainty, "\(name): \(step.id)")
        for command in step.commands {
          #expect(
            Self.grammar.contains { command.text == $0 || command.text.hasPrefix($0) },
            "\(name): \(step.id) types \(command.text)")
        }
      }
    }
    #expect(seen == Set(Self.table.keys))
  }

  /// The same words in the notes, where they lie beside the source tree.
  @Test(.enabled(if: procedures != nil, "../shared/facts/procedures.md is not here: skipped"))
  func theGrammarStandsInTheProcedures() throws {
    let text = try #require(Self.procedures)
    // Not from there: the site's own copying and looking, and what every IOS has.
    let common = [
      "show clock", "dir bootflash:", "copy bootflash:", "copy tftp:", "more bootflash:", "reload",
      "show license authorization", "license smart save usage all file bootflash:",
      "license smart authorization return local offline bootflash:",
    ]
    for command in Self.grammar where !common.contains(command) {
      #expect(text.contains(command), "\(command)")
    }
    #expect(text.contains("license smart authorization return { all | local } { online | offline"))
    #expect(text.contains("license smart save usage all file"))
    #expect(
      text.contains("%Warning: reload required after \"license smart factory reset\" command"))
    #expect(text.contains("CSCwa34749"))
  }

  private static let procedures = try? String(
    contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "../shared/facts/procedures.md"), encoding: .utf8)

  /// What is only remembered is said to be so, and what a document settles is not.
  @Test func whatIsNotConfirmedIsSaid() throws {
    let list = MigrationChecklist(.reservation, for: Self.controller)
    let step = try #require(list.step("record-before"))
    let command = try #require(step.commands.first { $0.text == "show license reservation" })
    #expect(command.basis.certainty == "documented")
    let returning = try #require(list.step("return-code"))
    #expect(returning.actions.contains { $0.contains("not confirmed") })
    let removal = try #require(
      MigrationChecklist(.replacement, for: Self.replaced).step("old-instance"))
    #expect(removal.actions.contains { $0.contains("Remove Product Instance") })
    #expect(!removal.actions.contains { $0.contains("not confirmed") })
    #expect(!removal.isOptional)
  }

  @Test func everyStepIsWhole() {
    for (name, list) in Self.all {
      #expect(Set(list.steps.map(\.id)).count == list.steps.count, "\(name)")
      for (index, step) in list.steps.enumerated() {
        let place = "\(name): \(step.id)"
        for text in [step.title, step.why, step.expected, step.wayBack] {
          #expect(!text.isEmpty, "\(place)")
        }
        #expect(!step.proof.isEmpty, "\(place)")
        let earlier = Set(list.steps.prefix(index).map(\.id))
        #expect(Set(step.needs).isSubset(of: earlier), "\(place) needs \(step.needs)")
        #expect(index == 0 || !step.needs.isEmpty, "\(place)")
        // Evidence has a date: where output proves the step, the clock is typed too.
        let isDeviceProof = step.commands.contains { $0.text.hasPrefix("show license") }
        #expect(!isDeviceProof || step.commands.contains { $0.text == "show clock" }, "\(place)")
      }
      #expect(list.steps.last?.id == "compare", "\(name)")
      #expect(list.steps.last?.takesHand == false, "\(name)")
    }
  }

  @Test func onlyControllersCountAccessPoints() {
    for kind in [MigrationKind.reservation, .smartLicensing, .evaluation, .factoryReset] {
      #expect(MigrationChecklist(kind, for: Self.controller).step("ap-count") != nil)
      #expect(MigrationChecklist(kind, for: Self.aSwitch).step("ap-count") == nil)
    }
  }

  /// The reset needs all four, and no person's word stands for three of them.
  @Test func theFactoryResetIsGuarded() throws {
    let list = MigrationChecklist(.factoryReset, for: Self.controller)
    let reset = try #require(list.step("reset"))
    for id in ["save-usage", "authorizations", "reissue-plan", "change"] {
      #expect(reset.needs.contains(id), "\(id)")
      #expect(list.step(id)?.takesHand == (id == "reissue-plan"), "\(id)")
    }
    #expect(!reset.takesHand)
    #expect(reset.risk?.contains("CSCwa34749") == true)
  }

  @Test func theDeviceIsFilledIn() throws {
    let step = try #require(
      MigrationChecklist(.reservation, for: Self.controller).step("save-usage"))
    #expect(
      step.commands.first?.text == "license smart save usage all file bootflash:wlc-rum.txt")
    let upgrade = try #require(
      MigrationChecklist(.reservation, for: Self.controller).step("upgrade"))
    #expect(upgrade.actions.contains { $0.contains("17.9.5") })
  }
}
