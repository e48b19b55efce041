import Commands
import Dispatch
import Foundation
import Operations
import Signalling
import Synchronization
import TextFiles

/// The registrations of telephones, kept in the data directory so that they outlive a restart. It
/// holds no passwords. A queue of its own writes; the signalling does not wait for the disk.
final class BindingFile: Sendable {
  private let path: String
  private let log: Log
  private let queue = DispatchQueue(label: "voiceportal.registrations")
  /// What is to be written: on a slow disk only what came last.
  private let newest = Mutex<[RememberedBinding]?>(nil)

  /// - Parameter line: The number of the line, from 1.
  init(in folder: String, line: Int, log: Log) {
    path = "\(folder)/registrations-\(line).json"
    self.log = log
  }

  /// What was written last; a file that cannot be read is told, and telephones register again.
  func read() -> [RememberedBinding] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    do {
      let text = try TextFile.read(path)
      return try JSONDecoder().decode([RememberedBinding].self, from: Data(text.utf8))
    } catch {
      log.warning("\(path) cannot be read, so telephones are reached when they register again.")
      return []
    }
  }

  /// Writes them soon, instead of what was to be written before.
  func write(_ bindings: [RememberedBinding]) {
    let isFirst = newest.withLock { newest in
      defer { newest = bindings }
      return newest == nil
    }
    if isFirst { queue.async { self.writeNewest() } }
  }

  private func writeNewest() {
    let taken = newest.withLock { newest in
      defer { newest = nil }
      return newest
    }
    guard let taken else { return }
    do {
      let bytes = try JSONEncoder().encode(taken)
      try bytes.write(to: URL(filePath: path), options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    } catch {
      log.warning(
        "The registrations of telephones cannot be written: \(error.localizedDescription)",
        kind: LogKind("registrations"))
    }
  }

  /// Waits until all of it is written.
  func close() { queue.sync {} }
}
