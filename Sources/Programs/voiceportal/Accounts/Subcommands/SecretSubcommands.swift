import Commands
import Store

/// `accounts secret …`.
enum SecretSubcommands {
  static var all: [Subcommand] {
    [
      Subcommand(
        "secret renew", "",
        "after the passcode secret was lost: makes another one; every user needs a new passcode",
        options: [
          .flag("--drop-passcodes", "yes, no passcode is worth anything then", isRequired: true)
        ], run: renew)
    ]
  }

  private static func renew(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    try arguments.expectNothingMore()
    guard arguments.has("--drop-passcodes") else {
      throw UsageError(
        reason: "with another secret no stored passcode can be checked; --drop-passcodes says that "
          + "all of them may go.")
    }
    let folder = AccountsContext.folder(arguments.value("--data"))
    let count = try Mailboxes.renewSecret(in: folder)
    context.write(
      "Made another passcode secret in \(folder) and removed \(TextTable.count(count, "passcode")). "
        + "'accounts passcode generate USER' gives a new one.")
    return .good
  }
}
