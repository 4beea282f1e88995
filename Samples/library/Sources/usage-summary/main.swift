import Assessment
import Foundation
import LicenseFiles

// usage-summary FILE...: what each device used, by entitlement. The files may have any size: they are read
// piece by piece, and a report that is in several of them counts once.

/// The bytes of a file.
final class FileBytes: ByteSource {
  private let handle: FileHandle

  init(_ path: String) throws(ByteSourceError) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw ByteSourceError("it cannot be opened")
    }
    self.handle = handle
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteSourceError) -> Int {
    do {
      let data = try handle.read(upToCount: buffer.count) ?? Data()
      return data.copyBytes(to: buffer)
    } catch {
      throw ByteSourceError("it cannot be read: \(error.localizedDescription)")
    }
  }
}

var fold = UsageSummaryFold()
var isIncomplete = false
for path in CommandLine.arguments.dropFirst() {
  fold.begin(path)
  do throws(ReadingError) {
    let outline = try readDocument(
      path, open: { () throws(ByteSourceError) in try FileBytes(path) }
    ) { item in
      switch item {
      case .report(let report): fold.add(report)
      case .block: break
      case .finding(let finding): print("\(path): \(finding.id): \(finding.message)")
      }
    }
    // Damage is a finding and no error: the reports before it were read.
    if !outline.isComplete { isIncomplete = true }
  } catch {
    print("\(path): \(error.reason)")
    isIncomplete = true
  }
}

for device in fold.finish().productInstances {
  print(device.udi?.description ?? "a device that is not named")
  for entitlement in device.entitlements {
    let name = entitlement.name ?? entitlement.tag ?? "no tag"
    print("  \(name): \(entitlement.latest ?? 0) now, \(entitlement.peak ?? 0) at most")
  }
}
exit(isIncomplete ? 2 : 0)
