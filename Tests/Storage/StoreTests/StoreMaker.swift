import Mailbox
import Store
import Testing

/// A way to make an empty store. Every store has to pass the same tests.
struct StoreMaker: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Makes a store with this clock, and says how to clean up after it.
  let make: @Sendable (_ now: @escaping @Sendable () -> Int64) throws -> Made

  struct Made {
    var store: any MailboxStore
    var cleanUp: @Sendable () -> Void = {}
  }

  static let all: [StoreMaker] = [memory, sqlite, postgres]

  static let memory = StoreMaker(testDescription: "memory") { now in
    Made(store: Mailboxes(now: now))
  }

  static let sqlite = StoreMaker(testDescription: "SQLite") { now in
    let folder = try DataFolder()
    let store = try folder.open { $0.now = now }
    // The closure keeps the directory for as long as the store.
    return Made(store: store, cleanUp: { [folder] in _ = folder })
  }

  static let postgres = StoreMaker(testDescription: "PostgreSQL") { now in
    let home = try PostgresHome()
    let store = try home.open { $0.now = now }
    return Made(store: store, cleanUp: { [home] in _ = home })
  }
}
