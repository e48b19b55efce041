import Commands
import Foundation
import Mailbox
import Store

/// `accounts audit`: who has changed what.
enum AuditSubcommands {
  static var all: [Subcommand] {
    [
      Subcommand(
        "audit", "[USER]",
        "who has changed what, the latest first: all of it, or what concerns one user",
        options: [.option("--limit", "N", "so many entries"), .json], run: show)
    ]
  }

  private static func show(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    guard arguments.rest.count <= 1 else {
      throw UsageError(reason: "'\(arguments.rest[1])' is not understood here.")
    }
    let accounts = try context.accounts(arguments)
    var query = AuditQuery(limit: try arguments.number("--limit", in: 1...10_000) ?? 50)
    if let number = arguments.rest.first { query.user = try context.user(number, arguments).id }
    if arguments.value("--company") != nil { query.company = try context.company(arguments).id }
    let entries = try accounts.audit(query)
    if arguments.has("--json") {
      for entry in entries { context.write(try Row(entry).json()) }
    } else if entries.isEmpty {
      context.write("Nothing has been changed.")
    } else {
      let rows = entries.map(Row.init)
      let table = rows.map { [$0.at, $0.actor, $0.origin ?? "-", $0.kind, $0.subject, $0.detail] }
      for line in TextTable.lines([["when", "who", "from", "what", "about", "detail"]] + table) {
        context.write(line)
      }
    }
    return .good
  }

  /// An entry as it is shown.
  private struct Row: Encodable {
    let at: String
    let actor: String
    let origin: String?
    let kind: String
    let subject: String
    let detail: String

    init(_ entry: AuditEntry) {
      at = Date(timeIntervalSince1970: Double(entry.at) / 1_000)
        .formatted(.iso8601)
      actor = entry.actor.description
      origin = entry.origin
      kind = entry.kind.rawValue
      subject = entry.subject
      detail = entry.detail
    }

    func json() throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
