import Commands
import Store

/// `voiceportal restore`: makes a data directory from a backup.
enum RestoreCommand: ShellCommand {
  static let form = CommandForm(
    "restore", "make a data directory from a backup", arguments: "DIR",
    options: [
      .storedAt,
      .option(
        "--secret", "FILE", "the passcode secret, if the backup was made without it"),
    ],
    about: """
      Makes a data directory from DIR, which 'voiceportal backup' has made. DATA must be new or empty:
      move a directory that is there away first. Every file is compared with the backup's manifest
      before anything is put in place. A restore that was killed leaves a directory that no server
      accepts; run it again, and it begins anew.
      """)

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    let folder = try arguments.exactly("DIR")[0]
    let data = AccountsContext.folder(arguments.value("--data"))
    let restore = try Restore.run(from: folder, into: data, secret: arguments.value("--secret"))
    print(
      "Restored the backup of \(restore.made) into \(data): the database, "
        + "\(TextTable.count(restore.sounds, "sound")), "
        + "\(TextTable.count(restore.recordings, "waiting recording")).")
    if let first = restore.missingSounds.first {
      print(
        "\(TextTable.count(restore.missingSounds.count, "sound")) had been missing already when the "
          + "backup was made, such as \(first).wav: their messages cannot be played.")
    }
    switch restore.secret {
    case .backup: print("The passcode secret was in the backup.")
    case .file: print("The passcode secret is that of \(arguments.value("--secret") ?? "").")
    case .missing:
      print(
        "The passcode secret is not in this backup. Before the start put it to \(data)/secret, with "
          + "mode 600; if it is lost, 'accounts secret renew --drop-passcodes' makes another.")
    }
    return .good
  }
}
