import Commands
import Mailbox
import Store

/// `accounts messages`: what is in a mailbox, without the sound.
enum MessageSubcommands {
  static var all: [Subcommand] {
    [Subcommand("messages", "USER", "the messages of a mailbox", run: list)]
  }

  private static func list(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    let messages = try context.accounts(arguments).messages(of: user.id)
    let rows = messages.map { message in
      let seconds = message.parts.reduce(500) { $0 + Int($1.milliseconds) } / 1_000
      return [
        "\(message.id)", state(of: message),
        UserSubcommands.moment(message.received, zone: user.timeZone), "\(seconds) s",
        "from \(message.from ?? "withheld")"
          + message.forwarders.map { ", forwarded by \($0.number)" }.joined(),
      ]
    }
    for line in TextTable.lines(rows) { context.write(line) }
    if rows.isEmpty { context.write("\(user.fullName) has no messages.") }
    return .good
  }

  private static func state(of message: StoredMessage) -> String {
    var words = [message.isDeleted ? "deleted" : message.rank == .saved ? "saved" : "new"]
    if message.isUrgent { words.append("urgent") }
    if message.isConfidential { words.append("confidential") }
    return words.joined(separator: " ")
  }
}
