import LicenseFiles

/// A policy as the portal hands it to a device.
///
/// Source: the ACK of Cisco's GVE repository; the values line up with `show license status`.
public struct AckPolicy: Sendable, Hashable {
  /// The reporting times of one class of licenses, in days as written; nil where it has none.
  public struct Class: Sendable, Hashable {
    /// `firstTimeReport`.
    public var firstTimeReport: String?
    /// `onGoingReporting`.
    public var onGoingReporting: String?
    /// `reportOnMACD`: after a change.
    public var reportOnMACD: String?

    /// Creates the times of a class.
    package init(
      firstTimeReport: String? = nil, onGoingReporting: String? = nil, reportOnMACD: String? = nil
    ) {
      self.firstTimeReport = firstTimeReport
      self.onGoingReporting = onGoingReporting
      self.reportOnMACD = reportOnMACD
    }
  }

  /// The classes, in the order of the file.
  public static let classNames = ["subscription", "perpetual", "enforced", "export", "generic"]

  /// `name`.
  public var name: String?
  /// `version`.
  public var version: String?
  /// `datestamp`, as written: local time without a zone.
  public var datestamp: String?
  /// `ackRequired`.
  public var ackRequired: String?
  /// The classes that it names, by name.
  public var classes: [String: Class]

  /// Creates a policy.
  package init(
    name: String? = nil, version: String? = nil, datestamp: String? = nil,
    ackRequired: String? = nil, classes: [String: Class] = [:]
  ) {
    self.name = name
    self.version = version
    self.datestamp = datestamp
    self.ackRequired = ackRequired
    self.classes = classes
  }

  /// Reads a `smartLicensePolicy` element; nil when it holds no code.
  init?(_ element: XMLElement) {
    guard let code = element["policyCode"] else { return nil }
    self.init(
      name: code.said("name"), version: code.said("version"), datestamp: code.said("datestamp"),
      ackRequired: code.said("ackRequired"))
    for name in Self.classNames {
      guard let values = code[name] else { continue }
      classes[name] = Class(
        firstTimeReport: values.said("firstTimeReport"),
        onGoingReporting: values.said("onGoingReporting"),
        reportOnMACD: values.said("reportOnMACD"))
    }
  }

  /// What it is called: its name, or that it has none.
  public var title: String { name ?? "without a name" }

  /// Every value with its name, in a fixed order; nil where the policy has none.
  public var values: [(name: String, value: String?)] {
    var all: [(name: String, value: String?)] = [
      ("name", name), ("version", version), ("datestamp", datestamp), ("ackRequired", ackRequired),
    ]
    for name in Self.classNames {
      let times = classes[name]
      all += [
        ("\(name) firstTimeReport", times?.firstTimeReport),
        ("\(name) onGoingReporting", times?.onGoingReporting),
        ("\(name) reportOnMACD", times?.reportOnMACD),
      ]
    }
    return all
  }

  /// What another policy says differently: the name of the value, the value here, the value there.
  func changes(to other: AckPolicy) -> [(name: String, old: String?, new: String?)] {
    zip(values, other.values).compactMap { old, new in
      old.value == new.value ? nil : (old.name, old.value, new.value)
    }
  }
}

extension XMLElement {
  /// The trimmed text of a child; nil when the child is missing or empty.
  func said(_ name: String) -> String? {
    guard let text = self[name]?.trimmedText, !text.isEmpty else { return nil }
    return text
  }
}
