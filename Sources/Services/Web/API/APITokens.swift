import Administration
import HTTP
import Mailbox
import Store

/// A user's access tokens and the browsers in which she is signed in.
enum APITokens {
  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: "/users/{user}/tokens", name: "listTokens",
      summary: "A user's access tokens, without their secrets", access: .own,
      content: .json("Tokens")
    ) { visit in
      let tokens = try AccessToken.all(of: visit.user.id, in: visit.accounts)
      return try visit.json(["tokens": .array(tokens.map(json))])
    },
    APIOperation(
      method: .post, path: "/users/{user}/tokens", name: "addToken",
      summary: "Make an access token; its secret is told this once", access: .own,
      body: .json("NewToken"), status: 201, content: .json("MadeToken"), tellsSecret: true,
      answer: make),
    APIOperation(
      method: .delete, path: "/users/{user}/tokens/{token}", name: "revokeToken",
      summary: "Revoke an access token", access: .own, status: 204
    ) { visit in
      let id = visit.parameters["token"] ?? ""
      guard try AccessToken.revoke(id, of: visit.user.id, in: visit.accounts) else {
        throw APIFault.notFound
      }
      return HTTPResponse(204)
    },
    APIOperation(
      method: .get, path: "/users/{user}/sessions", name: "listSessions",
      summary: "The browsers in which a user is signed in", access: .own,
      content: .json("Sessions")
    ) { visit in
      let open = try visit.site.sessions.sessions(of: visit.user.id, at: visit.site.now())
      let rows: [JSONValue] = open.map { session in
        [
          "id": .text(session.id), "began": APIVisit.time(session.began),
          "last-seen": APIVisit.time(session.lastSeen), "browser": .text(session.browser),
          "address": .text(session.client),
        ]
      }
      return try visit.json(["sessions": .array(rows)])
    },
    APIOperation(
      method: .delete, path: "/users/{user}/sessions/{session}", name: "endSession",
      summary: "Sign a browser out", access: .own, status: 204
    ) { visit in
      let (id, user) = (visit.parameters["session"] ?? "", try visit.user.id)
      let open = try visit.site.sessions.sessions(of: user, at: visit.site.now())
      guard open.contains(where: { $0.id == id }) else { throw APIFault.notFound }
      try visit.site.sessions.end(id, of: user)
      return HTTPResponse(204)
    },
  ]

  private static func json(_ token: AccessToken) -> JSONValue {
    [
      "id": .text(token.id), "name": .text(token.name), "scope": .text(token.scope.rawValue),
      "made": APIVisit.time(token.made), "expires": APIVisit.time(token.expires),
      "last-used": token.lastUsed.map(APIVisit.time) ?? .null,
    ]
  }

  private static func make(_ visit: APIVisit) throws -> HTTPResponse {
    let fields = try visit.fields()
    guard case .text(let name) = fields["name"] else {
      throw APIFault.refused("name", "It must be a text.")
    }
    var scope = AccessToken.Scope.user
    if let wish = fields["scope"] {
      guard case .text(let text) = wish, let found = AccessToken.Scope(rawValue: text) else {
        throw APIFault.refused("scope", "It must be one of user, company, operator.")
      }
      scope = found
    }
    // A token makes none that may do more than itself.
    let scopes = AccessToken.Scope.allCases
    guard let bearer = visit.bearer, let most = scopes.firstIndex(of: bearer.scope),
      scopes[...most].contains(scope)
    else { throw APIFault.forbidden }
    var days = 90
    if let wish = fields["days"] {
      guard case .integer(let number) = wish, AccessToken.days.contains(Int(clamping: number))
      else { throw APIFault.refused("days", "It must be a whole number from 1 to 3650.") }
      days = Int(number)
    }
    let (token, secret) = try AccessToken(
      user: visit.user.id, name: name, scope: scope, made: visit.site.now(), days: days
    ).make(in: visit.accounts)
    guard case .object(var members) = json(token) else { throw APIFault.failed }
    members["secret"] = .text(secret)
    return try visit.created(
      .object(members), at: "/users/\(visit.user.id)/tokens/\(token.id)")
  }
}
