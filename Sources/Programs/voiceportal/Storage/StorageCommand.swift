import Commands
import Configuration
import Foundation
import Store
import Telephony

/// `voiceportal storage`: brings mailboxes from one kind of storage to another.
enum StorageCommand: ShellCommand {
  static let form = CommandForm(
    "storage", "copy mailboxes between a data folder and PostgreSQL",
    subcommands: [copying, downgrading])

  private static let copying = CommandForm(
    "storage copy", "copies mailboxes from one kind of storage to another", arguments: "FROM TO",
    options: [
      .option("--company", "NAME", "only this company; TO may hold others"),
      .option("--secret", "FILE", "the passcode secret of FROM, if FROM is not a folder"),
      .flag(
        "--drop-passcodes", "without passcodes and web passwords: every user needs a new one"),
    ],
    about: """
      Copies companies with users, settings, passcodes, lists, greetings, announcements, messages with
      their sounds and texts, mails and events that wait and the audit log, from SQLite to PostgreSQL or
      back. Then it compares both sides, by counts and by the hashes of all sounds. FROM is left as it is,
      but for what a server does there at its start. Records of calls are not copied, users sign in anew on
      the page, and programs that follow the change feed begin anew.

      FROM and TO are each a data folder (TO is made if it is not there), the folder of a node whose server
      works on PostgreSQL, or a database in libpq's words: "host=db dbname=voiceportal user=portal". No
      server may run on FROM or TO. A copy that was interrupted goes on when it is run again.
      """,
    notes: """
      Passcodes are keyed with the secret of FROM. TO gets the same secret if it has none; a database then
      needs it in the folder of every node (the file 'secret', mode 600). If TO has another secret, the
      passcodes would be worth nothing there, and the copy is refused without --drop-passcodes.

        voiceportal storage copy /var/lib/voiceportal "host=db dbname=voiceportal user=portal"
      """)

  private static let downgrading = CommandForm(
    "storage downgrade", "always refused, and says why and how to go back",
    options: [.data],
    about: """
      A newer program brings a data directory to its own schema when it first opens it. An older program
      does not know what that schema holds, so there is no way back but a backup from before the upgrade:
      install the older program, move the data directory away, and restore the backup.
      """)

  static func run(_ words: [String]) throws -> ExitCode {
    let verb = try form.subcommand(named: words.first)
    let arguments = try Arguments(Array(words.dropFirst()), of: verb)
    if verb.name == downgrading.name {
      try arguments.expectNothingMore()
      throw Failure(Downgrade.refusal(of: AccountsContext.folder(arguments.value("--data"))))
    }
    let sides = try arguments.exactly("FROM", "TO")
    let from = try CopyPlace(sides[0])
    defer { from.remove() }
    let to = try CopyPlace(sides[1])
    defer { to.remove() }
    guard from.place != to.place || (from.place == .sqlite && from.folder != to.folder) else {
      throw UsageError(reason: "FROM and TO are the same.")
    }
    try from.take(secret: arguments.value("--secret"))
    try copy(
      from, to, company: arguments.value("--company"),
      dropsPasscodes: arguments.has("--drop-passcodes"))
    return .good
  }

  private static func copy(
    _ from: CopyPlace, _ to: CopyPlace, company: String?, dropsPasscodes: Bool
  ) throws {
    let source = try from.open(mayMake: false)
    defer { source.close() }
    // What callers were leaving when a server died there comes along.
    let attempt = try source.deliverWaiting()
    let secrets: StorageCopy.Secrets
    if dropsPasscodes {
      secrets = .different
    } else if to.isNewFolder {
      // A secret without its database would look like a loss, so the folder is made with both.
      secrets = .brought
    } else {
      secrets = try StorageCopy.bringSecret(from: from.folder, to: to.folder)
    }
    guard dropsPasscodes || secrets != .different else {
      throw Failure(
        "\(to.folder)/secret is another secret than that of \(from.folder): no passcode could be "
          + "checked there. With --drop-passcodes the copy has none.")
    }
    let target: Mailboxes
    do {
      target = try to.open(
        mayMake: true, beginningWith: secrets == .brought ? from.folder + "/secret" : nil)
    } catch {
      if secrets == .brought, !to.isNewFolder { try? StorageCopy.takeSecretBack(from: to.folder) }
      throw error
    }
    defer { target.close() }
    let copy = StorageCopy(
      from: source, to: target, passcodes: dropsPasscodes ? .dropped : .kept
    ) { print($0) }
    print(sentence(for: try copy.run(company: company)))
    for (path, reason) in attempt.left.sorted(by: { $0.key < $1.key }) {
      Terminal.complain("voiceportal storage: \(path) did not come along: \(reason)")
    }
    if to.isTemporary, secrets != .different {
      print("Each node of this database needs the secret of FROM in its folder, with mode 600.")
    }
  }

  private static func sentence(for counts: CopyCounts) -> String {
    let parts = [
      TextTable.count(counts.companies, "company", "companies"),
      TextTable.count(counts.users, "user"), TextTable.count(counts.messages, "message"),
      TextTable.count(counts.sounds, "sound"), TextTable.count(counts.lists, "list"),
      TextTable.count(counts.mails, "mail"), TextTable.count(counts.events, "event"),
      TextTable.count(counts.auditEntries, "entry", "entries") + " of the audit log",
    ]
    return "Copied and compared: " + parts.joined(separator: ", ") + "."
  }
}

/// One side of a copy.
private struct CopyPlace {
  let folder: String
  let place: MailboxPlace
  /// Whether the folder is only for this copy.
  let isTemporary: Bool

  /// - Parameter words: A folder, or a database in libpq's words.
  init(_ words: String) throws {
    let isDatabase =
      !FileManager.default.fileExists(atPath: words)
      && (words.contains("=") || words.hasPrefix("postgresql://")
        || words.hasPrefix("postgres://"))
    isTemporary = isDatabase
    if isDatabase {
      folder = FileManager.default.temporaryDirectory.path + "/voiceportal-copy-\(UUID())"
      place = .postgresql(words)
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
    } else {
      folder = words
      place = try MailboxPlace(notedIn: words)
    }
  }

  /// Puts the secret into the folder that is only for this copy.
  func take(secret: String?) throws {
    guard isTemporary else {
      if secret != nil { throw UsageError(reason: "FROM is a folder, which holds its secret.") }
      return
    }
    guard let secret else {
      throw UsageError(reason: "FROM is a database: --secret FILE names its secret.")
    }
    let copy = folder + "/secret"
    try FileManager.default.copyItem(atPath: secret, toPath: copy)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
  }

  /// Opens the mailboxes as a server does, so that no server runs on the folder meanwhile.
  /// - Parameter secret: The file of the secret with which a folder begins that is not there.
  func open(mayMake: Bool, beginningWith secret: String? = nil) throws -> Mailboxes {
    var options = SQLiteStoreOptions()
    options.firstSecret = secret
    options.makesDirectory = mayMake
    options.report = { Terminal.complain("voiceportal storage: \($0)") }
    return try place.open(folder, options)
  }

  /// Whether it is a folder that is not there yet and will have a database of its own.
  var isNewFolder: Bool {
    place == .sqlite && !FileManager.default.fileExists(atPath: folder)
  }

  func remove() {
    if isTemporary { try? FileManager.default.removeItem(atPath: folder) }
  }
}
