import Commands
import Configuration
import Foundation
import Store
import Telephony

/// `voiceportal salvage`: delivers what callers left on a node that does not come back.
enum SalvageCommand: ShellCommand {
  static let form = CommandForm(
    "salvage", "deliver recordings from the folder of a node that has died", arguments: "DIR",
    options: [.storedAt],
    about: """
      Delivers the recordings that wait in DIR/incoming into the mailboxes of DATA. DIR is the folder of a
      node that does not come back, or a copy of it; DATA is the folder of another node on the same
      database, whose server may run. DIR stays as it is. A recording that was delivered already is not
      delivered again.
      """,
    notes: "Exit code 1 if a recording could not be delivered: its mailbox is full, for example.")

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    let folder = try arguments.exactly("DIR")[0]
    let data = AccountsContext.folder(arguments.value("--data"))
    guard case .postgresql = try MailboxPlace(notedIn: data) else {
      throw Failure("\(data) is no folder of a node: its mailboxes are its own.")
    }
    // The recordings name mailboxes by the keys of their database.
    guard !MailboxPlace.hasDatabase(folder) else {
      throw Failure("\(folder) has mailboxes of its own: a server that starts there delivers them.")
    }
    let hasSecret = FileManager.default.fileExists(atPath: folder + "/secret")
    guard try !hasSecret || StorageCopy.bringSecret(from: data, to: folder) == .same else {
      throw Failure("\(folder) is not the folder of a node on the same database as \(data).")
    }
    var options = SQLiteStoreOptions()
    options.isServer = false
    options.report = { Terminal.complain("voiceportal salvage: \($0)") }
    let store = try MailboxPlace.open(data, options)
    defer { store.close() }
    let attempt = try store.salvage(from: folder)
    print("Delivered: \(TextTable.count(attempt.delivered, "message")).")
    for (path, reason) in attempt.left.sorted(by: { $0.key < $1.key }) {
      Terminal.complain("voiceportal salvage: \(path): \(reason)")
    }
    return attempt.left.isEmpty ? .good : .failed
  }
}
