import Administration
import HTTP
import Mailbox
import Store

/// Companies, and who has changed what in them.
enum APICompanies {
  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: "/companies", name: "listCompanies", summary: "The companies",
      access: .company, content: .json("Companies")
    ) { visit in
      let all = try visit.accounts.companies().filter {
        visit.bearer?.covers(company: $0.id) == true
      }
      return try visit.json(["companies": .array(all.map(json))])
    },
    APIOperation(
      method: .post, path: "/companies", name: "addCompany", summary: "Add a company",
      access: .operator, body: .json("NewCompany"), status: 201, content: .json("Company"),
      isGuarded: true, answer: add),
    APIOperation(
      method: .get, path: "/companies/{company}", name: "getCompany",
      summary: "A company's settings",
      access: .company, content: .json("Company"), isGuarded: true
    ) { visit in
      let stored = try visit.accounts.revised(company: visit.company.id)
      return try visit.json(json(stored.value), tag: ETag.revision(stored.revision))
    },
    APIOperation(
      method: .patch, path: "/companies/{company}", name: "changeCompany",
      summary: "Change settings of a company; what is left out stays", access: .company,
      body: .json("CompanyChange"), content: .json("Company"), isGuarded: true, answer: change),
    APIOperation(
      method: .delete, path: "/companies/{company}", name: "removeCompany",
      summary: "Remove a company with all its users and messages", access: .operator, status: 204,
      isGuarded: true
    ) { visit in
      let id = try visit.company.id
      try visit.accounts.transaction { accounts in
        try visit.checkMatch(ETag.revision(accounts.revised(company: id).revision))
        try accounts.removeCompany(id)
      }
      return HTTPResponse(204)
    },
    APIOperation(
      method: .get, path: "/companies/{company}/audit", name: "listAudit",
      summary: "Who has changed what, the latest first", access: .company,
      query: [
        APIOperation.Parameter.key("user", "only what concerns this user"),
        APIOperation.Parameter.key("before", "entries before this one"),
        .choice(
          "kind", MailboxChange.Kind.allCases.map(\.rawValue), "only what was done in this way"),
        .limit,
      ], content: .json("Audit"), answer: audit),
  ]

  static func json(_ company: Company) -> JSONValue {
    var members: [String: JSONValue] = ["id": .integer(company.id)]
    for field in CompanyFields.all { members[field.name] = field.json(of: company) }
    return .object(members)
  }

  private static func add(_ visit: APIVisit) throws -> HTTPResponse {
    let fields = try visit.fields()
    for name in CompanyFields.required where fields[name] == nil {
      throw APIFault.refused(name, "It is missing.")
    }
    let blank = try Company(fields: [:], in: visit.accounts)
    let stored = try visit.accounts.transaction { accounts in
      let company = try APIFields.changed(
        blank, by: fields, CompanyFields.all, in: FieldContext(company: blank, accounts: accounts))
      let added = try accounts.add(company)
      return try accounts.revised(company: added.id)
    }
    return try visit.created(
      json(stored.value), at: "/companies/\(stored.value.id)", tag: ETag.revision(stored.revision))
  }

  private static func change(_ visit: APIVisit) throws -> HTTPResponse {
    let (fields, id) = (try visit.fields(), try visit.company.id)
    let stored = try visit.accounts.transaction { accounts in
      let before = try accounts.revised(company: id)
      try visit.checkMatch(ETag.revision(before.revision))
      let changed = try APIFields.changed(
        before.value, by: fields, CompanyFields.all,
        in: FieldContext(company: before.value, accounts: accounts))
      if changed != before.value {
        try accounts.update(Revised(changed, revision: before.revision))
      }
      return try accounts.revised(company: id)
    }
    return try visit.json(json(stored.value), tag: ETag.revision(stored.revision))
  }

  private static func audit(_ visit: APIVisit) throws -> HTTPResponse {
    var query = AuditQuery(company: try visit.company.id, limit: try visit.limit())
    query.user = try visit.number("user", in: .min ... .max)
    query.before = try visit.number("before", in: .min ... .max)
    query.kind = try visit.choice("kind", of: MailboxChange.Kind.self)
    let entries = try visit.accounts.audit(query)
    let rows: [JSONValue] = entries.map { entry in
      [
        "id": .integer(entry.id), "at": APIVisit.time(entry.at),
        "actor": .text(entry.actor.description),
        "origin": entry.origin.map(JSONValue.text) ?? .null,
        "user": entry.user.map(JSONValue.integer) ?? .null, "subject": .text(entry.subject),
        "kind": .text(entry.kind.rawValue), "detail": .text(entry.detail),
      ]
    }
    let isLast = entries.count < query.limit
    return try visit.json([
      "entries": .array(rows),
      "next": isLast ? .null : entries.last.map { .integer($0.id) } ?? .null,
    ])
  }
}

/// Records changed by JSON.
enum APIFields {
  /// A record with the fields that are named, in the order of the table; others stay.
  /// - Parameter own: Which fields may be set; `nil`: all.
  static func changed<Record>(
    _ record: Record, by values: [String: JSONValue], _ fields: [Field<Record>],
    in context: FieldContext, allowed: ((Field<Record>) -> Bool)? = nil
  ) throws -> Record {
    let known = Set(fields.map(\.name)).union(["id", "company"])
    if let unknown = values.keys.filter({ !known.contains($0) }).min() {
      throw APIFault.refused(unknown, "There is no such field.")
    }
    var changed = record
    for field in fields {
      guard let value = values[field.name] else { continue }
      let text = try field.text(of: value)
      if text == field.read(changed) { continue }
      if let allowed, !allowed(field) {
        throw APIFault.refused(field.name, "Only an administrator can change it.")
      }
      try field.write(&changed, text, context)
    }
    return changed
  }
}
