import Commands
import Foundation
package import Store

/// Where the mailboxes of a data folder are: in its own database, or in one on PostgreSQL, where the
/// folder is a node's. A server that works on PostgreSQL notes that in the folder, so that every
/// command finds the mailboxes by the folder alone.
package enum MailboxPlace: Equatable, Sendable {
  case sqlite
  /// By libpq's connection string, which may hold a password: it is never shown.
  case postgresql(String)

  /// The note in the folder: the connection string, readable by its owner alone.
  private static func note(in folder: String) -> String { folder + "/postgresql" }

  /// What the folder notes.
  /// - Throws: ``Failure`` if there is a note that cannot be read.
  package init(notedIn folder: String) throws {
    let path = Self.note(in: folder)
    guard FileManager.default.fileExists(atPath: path) else {
      self = .sqlite
      return
    }
    let text = try TextFile.read(path)
    self = .postgresql(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Notes it in the folder, which is there.
  package func note(in folder: String) throws {
    let path = Self.note(in: folder)
    switch self {
    case .sqlite:
      guard FileManager.default.fileExists(atPath: path) else { return }
      try FileManager.default.removeItem(atPath: path)
    case .postgresql(let connection):
      guard try MailboxPlace(notedIn: folder) != self else { return }
      let made = FileManager.default.createFile(
        atPath: path, contents: Data((connection + "\n").utf8),
        attributes: [.posixPermissions: 0o600])
      guard made else { throw Failure("\(path) cannot be written.") }
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
  }

  /// Opens the mailboxes.
  /// - Throws: ``StoreError``, or ``Failure`` if root opens those of another user.
  package func open(_ folder: String, _ options: SQLiteStoreOptions) throws -> Mailboxes {
    try Self.refuseRoot(in: folder)
    switch self {
    case .sqlite: return try Mailboxes(directory: folder, options: options)
    case .postgresql(let connection):
      var own = PostgresStoreOptions()
      own.common = options.common
      return try Mailboxes(postgresql: connection, spool: folder, options: own)
    }
  }

  /// Opens the mailboxes of a folder, wherever they are.
  package static func open(_ folder: String, _ options: SQLiteStoreOptions) throws -> Mailboxes {
    try MailboxPlace(notedIn: folder).open(folder, options)
  }

  /// What root writes is closed to the server's user, and a mailbox that she cannot read is lost to
  /// callers until somebody finds out why.
  private static func refuseRoot(in folder: String) throws {
    guard geteuid() == 0 else { return }
    let values = try? FileManager.default.attributesOfItem(atPath: folder)
    let owner = values?[.ownerAccountID] as? NSNumber
    guard let owner, owner != 0 else { return }
    let name = values?[.ownerAccountName] as? String ?? "that user"
    throw Failure(
      "\(folder) belongs to \(name), who could not read what root writes there. Run it as that user: "
        + "runuser -u \(name) -- voiceportal …")
  }

  /// Whether a folder has a database of its own.
  package static func hasDatabase(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/voiceportal.db")
  }
}

extension MailboxPlace: Decodable {
  private enum Field: String, CodingKey, CaseIterable { case postgresql }

  /// `storage` of a server's file.
  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    guard let connection: String = fields.value(.postgresql) else {
      self = .sqlite
      return
    }
    if connection.isEmpty { fields.refuse(.postgresql, "It is empty.") }
    self = .postgresql(connection)
  }
}
