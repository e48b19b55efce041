import Configuration
import Foundation
import Store

/// A data directory for a measurement, to be removed afterwards.
struct BenchDisk {
  private let path: String

  init(in folder: String) throws {
    path = folder + "/voiceportal-bench-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
  }

  /// Fills the directory without waiting for the disk.
  func prepare(_ fill: (any MailboxStore) throws -> Void) throws {
    let store = try open(synchronous: .off)
    defer { store.close() }
    try fill(store)
  }

  /// Opens it as a server would, but with cheap passcodes.
  func open(
    synchronous: SQLiteStoreOptions.Synchronous = .full, cost: PasscodeCost = .test
  ) throws -> Mailboxes {
    var options = SQLiteStoreOptions()
    options.synchronous = synchronous
    options.passcodeCost = cost
    return try Mailboxes(directory: path, options: options)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
