import CallFlow
public import Mailbox

/// A CSV file of users: a row each, the header names the fields.
public struct UserTable: Sendable {
  /// One user as texts.
  public struct Row: Sendable {
    /// As a spreadsheet counts: the header is row 1.
    public var number: Int
    /// By the names of the columns; empty cells are left out.
    public var values: [String: String]
  }

  /// Of a file: half a million users with all their fields.
  public static let mostBytes = 256 << 20

  /// Names the company of a row.
  public static let companyColumn = "company"
  /// Assigns a passcode.
  public static let passcodeColumn = "passcode"

  public let rows: [Row]

  /// - Throws: ``CSVError`` with row and reason if the form of the table is wrong.
  public init(_ text: String) throws(CSVError) {
    let csv = try CSV(text)
    let known = UserFields.all.map(\.name) + [Self.companyColumn, Self.passcodeColumn]
    var seen: Set<String> = []
    for column in csv.header {
      guard known.contains(column) else {
        throw CSVError(
          row: 1,
          reason: "there is no field '\(column)'." + suggestion(for: column, among: known))
      }
      guard seen.insert(column).inserted else {
        throw CSVError(row: 1, reason: "the field '\(column)' stands there twice.")
      }
    }
    rows = csv.rows.map { row in
      let filled = zip(csv.header, row.cells.map(CSV.plain)).filter { !$0.1.isEmpty }
      return Row(
        number: row.number, values: Dictionary(filled, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// A table of users with all their settings, as `init` reads it. It holds no passcode.
  public static func text(
    of users: [(company: Company, users: [User])], separator: Character = ","
  ) -> String {
    let fields = UserFields.all
    var text = CSV.line([companyColumn] + fields.map(\.name), separator: separator)
    for (company, users) in users {
      for user in users {
        text += CSV.line([company.name] + fields.map { $0.read(user) }, separator: separator)
      }
    }
    return text
  }
}
