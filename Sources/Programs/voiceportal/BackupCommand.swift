import Commands
import Store

/// `voiceportal backup`: copies the mailboxes while calls go on.
enum BackupCommand: ShellCommand {
  static let form = CommandForm(
    "backup", "copy the mailboxes, also while a server runs", arguments: "DIR",
    options: [
      .storedAt, .flag("--with-secret", "also the passcode secret"),
    ],
    about: """
      Copies a data directory into DIR, a new or an empty folder: the database as it is at one
      moment, every sound that it names, and recordings that are not delivered yet, but not the
      records of calls. Calls go on meanwhile. DIR holds a backup when its file 'manifest' is there,
      which is written last and lists every file with its hash; 'b2sum -l 256 --check manifest'
      compares them too.
      """,
    notes: """
      Without --with-secret the backup holds no secret: keep a copy of DATA/secret in another place,
      once, for it never changes by itself. Without it no passcode can be checked. With it, whoever
      gets the backup can try passcodes until they fit, so guard such a backup like the server.

      'voiceportal restore DIR' makes a data directory of it. Exit code 1 also if the data directory
      has faults (sounds that are missing or damaged); the backup is made and says which.

        voiceportal backup --data /var/lib/voiceportal /backup/$(date +%F)
      """)

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    let folder = try arguments.exactly("DIR")[0]
    let data = AccountsContext.folder(arguments.value("--data"))
    let backup = try Backup.make(
      of: data, in: folder, withSecret: arguments.has("--with-secret"))
    for fault in backup.faults { Terminal.complain("voiceportal backup: \(fault)") }
    print(
      "Copied the mailboxes of \(data) to \(folder): \(TextTable.count(backup.sounds, "sound")), "
        + "\(TextTable.count(backup.recordings, "waiting recording")), "
        + (backup.hasSecret
          ? "and the passcode secret." : "without the passcode secret: keep \(data)/secret apart."))
    return backup.faults.isEmpty ? .good : .failed
  }
}
