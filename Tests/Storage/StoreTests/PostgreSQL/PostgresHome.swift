import Foundation
import PostgresServer
import Synchronization
import Testing

@testable import Store

/// A database for one test, and the folders of the nodes that it opens on it. The nodes end first.
final class PostgresHome: Sendable {
  let server: PostgresServer
  let database: String
  private let folder = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
  private let nodes = Mutex<[Mailboxes]>([])

  init() throws {
    server = try PostgresServer.running
    database = try server.lend()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  deinit {
    for node in nodes.withLock({ $0 }) { node.close() }
    try? FileManager.default.removeItem(atPath: folder)
    server.takeBack(database)
  }

  /// The folder of a node.
  func spool(_ node: String = "a") -> String { "\(folder)/\(node)" }

  /// A node with cheap passcodes. One that is not the first gets the secret of the first.
  func open(
    _ node: String = "a", adjust: (inout PostgresStoreOptions) -> Void = { _ in }
  ) throws -> Mailboxes {
    var options = PostgresStoreOptions()
    options.passcodeCost = .test
    options.syncsRecordings = false
    options.now = { TestSystem.start }
    adjust(&options)
    if node != "a", !FileManager.default.fileExists(atPath: spool(node)) {
      try FileManager.default.createDirectory(
        atPath: spool(node), withIntermediateDirectories: false)
      try FileManager.default.copyItem(
        atPath: spool() + "/secret", toPath: spool(node) + "/secret")
    }
    let store = try Mailboxes(
      postgresql: server.address(of: database), spool: spool(node), options: options)
    nodes.withLock { $0.append(store) }
    return store
  }

  /// A connection for what only tests do.
  func connect() throws -> PostgresConnection { try server.connect(to: database) }
}

extension Mailboxes {
  /// Their storage, which the tests of it look into.
  var postgres: PostgresStorage {
    guard let storage = storage as? PostgresStorage else {
      preconditionFailure("these mailboxes are not on PostgreSQL")
    }
    return storage
  }
}
