import Administration
import CallFlow

/// A CSV file of users: a row each, the header names the fields.
struct UserTable {
  /// One user as texts.
  struct Row {
    /// As a spreadsheet counts: the header is row 1.
    var number: Int
    /// By the names of the columns; empty cells are left out.
    var values: [String: String]
  }

  /// Of a file: half a million users with all their fields.
  static let mostBytes = 256 << 20

  static let companyColumn = "company"
  static let passcodeColumn = "passcode"

  let rows: [Row]

  /// - Throws: ``Failure`` with file, row and reason if the form of the table is wrong.
  init(_ text: String, path: String) throws {
    let csv: CSV
    do throws(CSVError) {
      csv = try CSV(text)
    } catch {
      throw Failure("\(path), row \(error.row): \(error.reason)")
    }
    let known = UserFields.all.map(\.name) + [Self.companyColumn, Self.passcodeColumn]
    var seen: Set<String> = []
    for column in csv.header {
      guard known.contains(column) else {
        throw Failure(
          "\(path), row 1: there is no field '\(column)'." + suggestion(for: column, among: known))
      }
      guard seen.insert(column).inserted else {
        throw Failure("\(path), row 1: the field '\(column)' stands there twice.")
      }
    }
    rows = csv.rows.map { row in
      let filled = zip(csv.header, row.cells.map(CSV.plain)).filter { !$0.1.isEmpty }
      return Row(
        number: row.number, values: Dictionary(filled, uniquingKeysWith: { first, _ in first }))
    }
  }
}
