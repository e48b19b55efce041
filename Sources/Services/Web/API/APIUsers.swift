import Administration
import HTTP
import Mailbox
import Store

/// Users and their settings.
enum APIUsers {
  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: "/companies/{company}/users", name: "listUsers",
      summary: "The users of a company, by rising key", access: .company,
      query: [
        .text("text", "only those whose name, number, extension or e-mail address holds this"),
        .after("users whose key is greater than this"), .limit,
      ], content: .json("Users"), answer: list),
    APIOperation(
      method: .post, path: "/companies/{company}/users", name: "addUser", summary: "Add a user",
      access: .company, body: .json("NewUser"), status: 201, content: .json("User"),
      isGuarded: true, answer: add),
    APIOperation(
      method: .get, path: "/users/{user}", name: "getUser", summary: "A user's settings",
      access: .token, content: .json("User"), isGuarded: true
    ) { visit in
      let stored = try visit.accounts.revised(user: visit.user.id)
      return try visit.json(json(stored.value), tag: ETag.revision(stored.revision))
    },
    APIOperation(
      method: .patch, path: "/users/{user}", name: "changeUser",
      summary: "Change settings of a user; what is left out stays", access: .token,
      body: .json("UserChange"), content: .json("User"), isGuarded: true, answer: change),
    APIOperation(
      method: .delete, path: "/users/{user}", name: "removeUser",
      summary: "Remove a user with all her messages", access: .company, status: 204,
      isGuarded: true
    ) { visit in
      let id = try visit.user.id
      // Somebody must be left who can give the rights back.
      guard visit.bearer?.user?.id != id else { throw APIFault.forbidden }
      try visit.accounts.transaction { accounts in
        try visit.checkMatch(ETag.revision(accounts.revised(user: id).revision))
        try accounts.removeUser(id)
      }
      return HTTPResponse(204)
    },
  ]

  static func json(_ user: User) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .integer(user.id), "company": .integer(user.company),
    ]
    for field in UserFields.all { members[field.name] = field.json(of: user) }
    return .object(members)
  }

  private static func list(_ visit: APIVisit) throws -> HTTPResponse {
    let after = try visit.number("after", in: 0 ... .max) ?? -1
    let (limit, text) = (try visit.limit(), visit.query("text")?.lowercased())
    let found = try visit.accounts.users(of: visit.company.id)
      .filter { user in
        guard let text else { return true }
        let texts = [user.fullName, user.mainNumber.e164, user.extension.digits, user.email ?? ""]
        return (texts + user.aliases.map(\.e164)).contains { $0.lowercased().contains(text) }
      }
      .filter { $0.id > after }.sorted { $0.id < $1.id }
    let page = found.prefix(limit)
    return try visit.json([
      "users": .array(page.map(json)),
      "next": found.count > limit ? page.last.map { .integer($0.id) } ?? .null : .null,
    ])
  }

  private static func add(_ visit: APIVisit) throws -> HTTPResponse {
    let (fields, company) = (try visit.fields(), try visit.company)
    let known = Set(UserFields.all.map(\.name))
    if let unknown = fields.keys.filter({ !known.contains($0) }).min() {
      throw APIFault.refused(unknown, "There is no such field.")
    }
    var texts: [String: String] = [:]
    for field in UserFields.all {
      if let value = fields[field.name] { texts[field.name] = try field.text(of: value) }
    }
    let stored = try visit.accounts.transaction { [texts] accounts in
      let user = try User(
        fields: { texts[$0] }, in: FieldContext(company: company, accounts: accounts))
      try accounts.checkDestinations(of: user, before: nil)
      let added = try accounts.add(user)
      return try accounts.revised(user: added.id)
    }
    return try visit.created(
      json(stored.value), at: "/users/\(stored.value.id)", tag: ETag.revision(stored.revision))
  }

  private static func change(_ visit: APIVisit) throws -> HTTPResponse {
    let (fields, id, company) = (try visit.fields(), try visit.user.id, try visit.company)
    let isAdministrator = visit.bearer?.scope != .user
    let isSelf = visit.bearer?.user?.id == id
    let stored = try visit.accounts.transaction { accounts in
      let before = try accounts.revised(user: id)
      try visit.checkMatch(ETag.revision(before.revision))
      let changed = try APIFields.changed(
        before.value, by: fields, UserFields.all,
        in: FieldContext(company: company, accounts: accounts),
        allowed: { field in
          // Nobody gives herself a role or takes it.
          field.name == "role"
            ? isAdministrator && !isSelf : isAdministrator || !field.isAdministrators
        })
      if changed != before.value {
        try accounts.checkDestinations(of: changed, before: before.value)
        try accounts.update(Revised(changed, revision: before.revision))
      }
      return try accounts.revised(user: id)
    }
    return try visit.json(json(stored.value), tag: ETag.revision(stored.revision))
  }
}
