import Administration
import HTTP
import Mailbox
import Store

/// Users of a company as a table (CSV), out and in (requirement H2).
enum APITables {
  private static let path = "/companies/{company}/users/table"

  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: path, name: "exportUsers",
      summary: "The users of a company as a table, without passcodes", access: .company,
      content: .table
    ) { visit in
      let company = try visit.company
      let users = try visit.accounts.users(of: company.id)
      return HTTPResponse(
        Array(UserTable.text(of: [(company, users)]).utf8), type: "text/csv; charset=utf-8"
      ).adding("Cache-Control", "no-store")
    },
    APIOperation(
      method: .post, path: path, name: "importUsers",
      summary:
        "Add users from a table, and with `update` change those that are there; all of it or "
        + "nothing. With `preview` nothing is changed, and every bad row is told",
      access: .company,
      query: [
        .flag("preview", "only tell what would be done"),
        .flag("update", "whether a row may change a user who is there already"),
      ], body: .table, content: .json("Import"), answer: importUsers),
  ]

  private static func importUsers(_ visit: APIVisit) throws -> HTTPResponse {
    let type = visit.request.headers["content-type"]?.prefix { $0 != ";" }.lowercased()
    guard type == "text/csv" else { throw APIFault.unsupportedType("text/csv") }
    let (isPreview, mayUpdate) = (try visit.flag("preview"), try visit.flag("update"))
    guard let text = TableText.text(of: visit.request.body) else {
      throw APIFault.malformed("The body is no table of text.")
    }
    let plan = try ImportPlan(
      table(text), into: visit.accounts, company: visit.company.name, isAlone: true,
      mayUpdate: mayUpdate)
    let faults = plan.faults(by: visit.bearer?.user)
    if !isPreview {
      if let first = faults.first {
        let rows = faults.prefix(20).map(\.description).joined(separator: " ")
        throw APIFault.refused(first.field, rows)
      }
      do {
        try plan.carryOut(on: visit.accounts)
      } catch is ImportPlan.Outdated {
        throw APIFault.changedMeanwhile
      }
    }
    let added = plan.changes.count { $0.before == nil }
    return try visit.json([
      "imported": .flag(!isPreview), "added": .integer(Int64(added)),
      "changed": .integer(Int64(plan.changes.count - added)),
      "faults": .array(
        faults.map {
          [
            "row": .integer(Int64($0.row)), "field": .text($0.field),
            "reason": .text($0.reason.description),
          ]
        }),
    ])
  }

  private static func table(_ text: String) throws -> UserTable {
    do throws(CSVError) {
      return try UserTable(text)
    } catch {
      throw APIFault.refused("table", "Row \(error.row): \(error.reason)")
    }
  }
}
