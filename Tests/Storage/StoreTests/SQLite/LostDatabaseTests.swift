import Foundation
import Mailbox
import Testing

@testable import Store

/// A directory that has lost its database or its secret is refused, and nothing in it changes.
@Suite struct LostDatabaseTests {
  let folder: DataFolder

  init() throws {
    folder = try DataFolder()
    let home = try Household(folder.open())
    try home.addMessage()
    home.store.close()
  }

  private var database: String { folder.path + "/voiceportal.db" }

  private func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
  }

  /// The reason why a start refuses; what lies in the directory must be the same afterwards.
  private func refusal(isServer: Bool = true) throws -> String {
    let before = try folder.files()
    let error = #expect(throws: StoreError.self) { try folder.open(isServer: isServer) }
    let made: Set = ["lock", "voiceportal.db-shm", "voiceportal.db-wal"]
    #expect(Set(try folder.files()).symmetricDifference(before).isSubset(of: made))
    return error?.description ?? ""
  }

  @Test(arguments: [true, false])
  func `an emptied database beside sounds and a secret is refused`(isServer: Bool) throws {
    try Data().write(to: URL(fileURLWithPath: database))
    let reason = try refusal(isServer: isServer)
    #expect(reason.hasPrefix("\(database): the database is empty (0 bytes)"))
    #expect(reason.contains("a secret, 1 sound in audio/"))
    #expect(reason.contains("voiceportal restore"))
    #expect(reason.contains("move \(folder.path) away"))
  }

  @Test func `a database that is gone is refused as long as one thing is left`() throws {
    try remove("voiceportal.db")
    #expect(try refusal().contains("the database is missing"))
    try remove("secret")
    #expect(try refusal().contains("1 sound in audio/"))
    try remove("audio")
    _ = try folder.open()
  }

  @Test func `recordings that wait keep an empty database from being used`() throws {
    for name in ["voiceportal.db", "secret", "audio"] { try remove(name) }
    try Data([1]).write(to: URL(fileURLWithPath: folder.path + "/incoming/7.wav"))
    #expect(try refusal().contains("1 recording in incoming/"))
  }

  @Test func `a write-ahead log without its database is not thrown away`() throws {
    for name in ["voiceportal.db", "secret", "audio"] { try remove(name) }
    try Data([1]).write(to: URL(fileURLWithPath: database + "-wal"))
    #expect(try refusal().contains("write-ahead log"))
  }

  @Test func `a database without tables beside sounds is refused`() throws {
    try remove("voiceportal.db")
    do {
      let empty = try Database(path: database, access: .readWrite)
      try empty.useWriteAheadLog()
    }
    #expect(try refusal().contains("the database is empty, but beside it"))
  }

  @Test func `a new database of another directory is refused, as it has another secret`() throws {
    let other = try DataFolder()
    try other.open().close()
    try remove("voiceportal.db")
    try FileManager.default.copyItem(atPath: other.path + "/voiceportal.db", toPath: database)
    #expect(try refusal().contains("this is not the secret"))
  }

  @Test func `a database that has never had a secret is refused beside sounds`() throws {
    do {
      let database = try Database(path: database, access: .readWrite)
      try database.execute("DELETE FROM facts; DELETE FROM passcodes; DELETE FROM companies")
    }
    #expect(try refusal().contains("this database was never used with the secret beside it"))
  }

  @Test func `a missing secret is refused also while no passcode is stored`() throws {
    do {
      let database = try Database(path: database, access: .readWrite)
      try database.execute("DELETE FROM passcodes")
    }
    try remove("secret")
    #expect(try refusal().contains("the secret is missing"))
  }

  @Test func `a folder in place of the database is refused`() throws {
    try remove("voiceportal.db")
    try FileManager.default.createDirectory(
      atPath: database, withIntermediateDirectories: false)
    #expect(try refusal().contains("this is a directory, where the database file should be"))
  }

  @Test func `a directory that may not be made is refused, and not made`() throws {
    let typo = folder.path + "x"
    let error = #expect(throws: StoreError.self) {
      var options = SQLiteStoreOptions()
      options.makesDirectory = false
      _ = try Mailboxes(directory: typo, options: options)
    }
    #expect(error == .noDirectory(path: typo))
    #expect(!FileManager.default.fileExists(atPath: typo))
  }

  @Test func `a folder without mailboxes is left empty if none may be made`() throws {
    let empty = try DataFolder()
    try FileManager.default.createDirectory(
      atPath: empty.path, withIntermediateDirectories: false)
    let error = #expect(throws: StoreError.self) {
      try empty.open { $0.makesDirectory = false }
    }
    #expect(error == .noDirectory(path: empty.path))
    #expect(try empty.files() == [])
  }

  @Test func `a first start that died before its secret is finished by the next one`() throws {
    let first = try DataFolder()
    try first.open().close()
    try FileManager.default.removeItem(atPath: first.path + "/secret")
    do {
      let database = try Database(path: first.path + "/voiceportal.db", access: .readWrite)
      try database.execute("DELETE FROM facts")
    }
    try Data([1]).write(to: URL(fileURLWithPath: first.path + "/secret.123.tmp"))
    try first.open().close()
    #expect(try first.files().contains("secret"))
    #expect(try !first.files().contains("secret.123.tmp"))
  }

  @Test func `after a lost secret a new one keeps the messages and drops the passcodes`() throws {
    try remove("secret")
    #expect(try refusal().contains("accounts secret renew"))
    #expect(try Mailboxes.renewSecret(in: folder.path) == 1)
    let store = try folder.open()
    let company = try #require(try store.accounts.companies().first)
    let anna = try #require(try store.accounts.users(of: company.id).first)
    #expect(try store.accounts.messages(of: anna.id).count == 1)
    try store.accounts.setPasscode(Household.passcode, of: anna.id, assigned: false)
  }
}

@Suite struct DiskFaultTests {
  @Test(arguments: [
    (EROFS, "read-only"), (EACCES, "read-only"), (EPERM, "read-only"), (ENOSPC, "full"),
    (EDQUOT, "full"),
  ])
  func `a read-only and a full disk are called so`(code: Int32, word: String) {
    #expect(DiskFault.words(for: code, isWriting: true).contains(word))
  }

  @Test func `what may not be read is not called read-only`() {
    #expect(DiskFault.words(for: EACCES, isWriting: false) == "Permission denied")
  }

  @Test func `a database that cannot be written is called read-only`() throws {
    let folder = try DataFolder()
    try folder.open().close()
    let database = try Database(path: folder.path + "/voiceportal.db", access: .readOnly)
    let error = #expect(throws: StoreError.self) { try database.run("DELETE FROM facts") }
    #expect(error?.reason.hasPrefix("the database is read-only") == true)
  }

  @Test func `a database that cannot grow is called full`() throws {
    let folder = try DataFolder()
    try folder.open().close()
    let database = try Database(path: folder.path + "/voiceportal.db", access: .readWrite)
    try database.execute("PRAGMA max_page_count = 1")
    let error = #expect(throws: StoreError.self) {
      try database.run(
        "INSERT INTO facts (name, value) VALUES ('x', ?)",
        .blob([UInt8](repeating: 1, count: 1_000_000)))
    }
    #expect(error?.reason == "the disk is full")
  }
}
