import Commands
import Configuration
import Dispatch
import Foundation
import Operations
import Signalling
import TextFiles

/// The registrations of telephones, kept in the data directory so that they outlive a restart. It
/// holds no passwords. A queue of its own writes; the signalling does not wait for the disk.
final class BindingFile: Sendable {
  private let path: String
  private let log: Log
  private let queue = DispatchQueue(label: "voiceportal.registrations")

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

  func write(_ bindings: [RememberedBinding]) {
    queue.async { [path, log] in
      do {
        let bytes = try JSONEncoder().encode(bindings)
        try bytes.write(to: URL(filePath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      } catch {
        log.warning(
          "The registrations of telephones cannot be written: \(error.localizedDescription)",
          kind: LogKind("registrations"))
      }
    }
  }

  /// Waits until all of it is written.
  func close() { queue.sync {} }
}
