import Mailbox

/// What an import shows before it is carried out: a table of what comes, and a list of what does not
/// and why.
public struct ImportReport: Sendable {
  /// The table, with the names of its columns.
  public let rows: [[String]]
  /// A sentence for each thing that does not come, or comes otherwise.
  public let remarks: [String]

  /// Reports on what a plan would do.
  public init(_ plan: MailboxImport) {
    var rows = [["mailbox", "company", "user", "number", "passcode", "greetings", "messages"]]
    var remarks = plan.remarks
    for row in plan.rows {
      rows.append(Self.cells(of: row))
      remarks += row.remarks.map { "\(row.mailbox.title): \($0)" }
    }
    (self.rows, self.remarks) = (rows, remarks)
  }

  private static func cells(of row: ImportRow) -> [String] {
    guard let user = row.user, let company = row.company else {
      return [
        row.mailbox.title, row.company?.name ?? "-", row.mailbox.name ?? "-", "does not come", "-",
        "-", "-",
      ]
    }
    return [
      row.mailbox.title, company.name, user.fullName + (row.isThere ? "" : ", new"),
      user.mainNumber.e164, passcode(row.passcode), greetings(of: row), messages(of: row),
    ]
  }

  private static func passcode(_ plan: ImportRow.PasscodePlan) -> String {
    switch plan {
    case .none: "none"
    case .kept: "is there"
    case .same: "the same"
    case .mustChange: "to be changed"
    }
  }

  private static func greetings(of row: ImportRow) -> String {
    let names = row.mailbox.greetings.map { greeting in
      switch greeting.purpose {
      case .noAnswer: "no answer"
      case .busy: "busy"
      case .away: "away"
      case .name: "name"
      }
    }
    return names.isEmpty ? "-" : names.joined(separator: ", ")
  }

  private static func messages(of row: ImportRow) -> String {
    let messages = row.mailbox.messages
    let new = messages.filter { $0.state == .new }
    let urgent = messages.filter(\.isUrgent).count
    var parts: [String] = []
    if !new.isEmpty { parts.append("\(new.count) new") }
    if new.count < messages.count { parts.append("\(messages.count - new.count) saved") }
    if urgent > 0 { parts.append("\(urgent) of them urgent") }
    if row.messagesThere > 0 { parts.append("\(row.messagesThere) there already") }
    return parts.isEmpty ? "-" : parts.joined(separator: ", ")
  }
}
