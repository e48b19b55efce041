import HTTP
import Mailbox
import Store

/// Distribution lists (requirement F1).
enum APILists {
  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: "/users/{user}/lists", name: "listLists",
      summary: "A user's distribution lists", access: .token, content: .json("Lists")
    ) { visit in
      let lists = try visit.accounts.lists(of: visit.user.id)
      return try visit.json(["lists": .array(try lists.map { try json($0, visit) })])
    },
    APIOperation(
      method: .get, path: "/users/{user}/lists/{number}", name: "getList",
      summary: "A distribution list", access: .token, content: .json("List"), isGuarded: true
    ) { visit in
      guard let stored = try visit.accounts.revised(list: number(visit), of: visit.user.id) else {
        throw APIFault.notFound
      }
      return try visit.json(json(stored.value, visit), tag: ETag.revision(stored.revision))
    },
    APIOperation(
      method: .put, path: "/users/{user}/lists/{number}", name: "setList",
      summary: "Add or replace a distribution list", access: .token, body: .json("ListChange"),
      content: .json("List"), isGuarded: true, answer: set),
    APIOperation(
      method: .delete, path: "/users/{user}/lists/{number}", name: "removeList",
      summary: "Remove a distribution list", access: .token, status: 204, isGuarded: true
    ) { visit in
      let (number, user) = (try number(visit), try visit.user.id)
      try visit.accounts.transaction { accounts in
        guard let stored = try accounts.revised(list: number, of: user) else {
          throw APIFault.notFound
        }
        try visit.checkMatch(ETag.revision(stored.revision))
        try accounts.removeList(number, of: user)
      }
      return HTTPResponse(204)
    },
  ]

  private static func number(_ visit: APIVisit) throws -> Int {
    guard let number = visit.parameters["number"].flatMap({ Int($0) }),
      DistributionList.numbers.contains(number)
    else { throw APIFault.notFound }
    return number
  }

  private static func json(_ list: DistributionList, _ visit: APIVisit) throws -> JSONValue {
    let accounts = visit.accounts
    let members: [JSONValue] = try list.members.map { id in
      let user = try accounts.user(id)
      return [
        "user": .integer(id), "name": .text(user.fullName),
        "number": .text(user.mainNumber.e164), "extension": .text(user.extension.digits),
      ]
    }
    return [
      "number": .integer(Int64(list.number)), "description": .text(list.description),
      "open": .flag(list.isOpenToOthers), "members": .array(members),
    ]
  }

  private static func set(_ visit: APIVisit) throws -> HTTPResponse {
    let (fields, number, user) = (try visit.fields(), try number(visit), try visit.user)
    guard case .text(let description) = fields["description"] else {
      throw APIFault.refused("description", "It must be a text.")
    }
    var isOpen = false
    if let open = fields["open"] {
      guard case .flag(let flag) = open else {
        throw APIFault.refused("open", "It must be true or false.")
      }
      isOpen = flag
    }
    guard case .array(let members) = fields["members"] ?? [] else {
      throw APIFault.refused("members", "It must be an array of numbers or extensions.")
    }
    let stored = try visit.accounts.transaction { accounts in
      let before = try accounts.revised(list: number, of: user.id)
      try visit.checkMatch(before.map { ETag.revision($0.revision) })
      var list = try DistributionList(
        number: number, description: description, isOpenToOthers: isOpen)
      for member in members {
        guard case .text(let typed) = member else {
          throw APIFault.refused("members", "Each must be a text: a number or an extension.")
        }
        let found = try accounts.user(withNumber: typed, of: user.company)
        try list.add(found?.id, typedAs: typed)
      }
      try accounts.set(Revised(list, revision: before?.revision ?? 0), of: user.id)
      return try accounts.revised(list: number, of: user.id)
    }
    guard let stored else { throw APIFault.notFound }
    return try visit.json(json(stored.value, visit), tag: ETag.revision(stored.revision))
  }
}
