import Administration
import HTTP
import Mailbox
import Store

/// The description of the API, who a token belongs to, and what happens.
enum APIBasics {
  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: "/openapi.json", name: "getDescription",
      summary: "This document", access: .anybody, content: .json("Anything")
    ) { visit in try visit.json(OpenAPI.document) },
    APIOperation(
      method: .get, path: "/me", name: "getMe", summary: "Whose token this is, and what it may do",
      access: .token, content: .json("Me")
    ) { visit in
      guard let bearer = visit.bearer else { throw APIFault.notSignedIn }
      var members: [String: JSONValue] = [
        "token": .text(bearer.token.name), "scope": .text(bearer.scope.rawValue),
        "expires": APIVisit.time(bearer.token.expires),
      ]
      members["user"] = bearer.user.map { .integer($0.id) } ?? .null
      members["company"] = bearer.user.map { .integer($0.company) } ?? .null
      return try visit.json(.object(members))
    },
    APIOperation(
      method: .get, path: "/events", name: "followEvents",
      summary: "What happens to the records that the token covers, as server-sent events",
      access: .token,
      query: [
        .after("events behind this one; Last-Event-ID does the same. Without it those from now on")
      ],
      content: .events, answer: events),
  ]

  private static func events(_ visit: APIVisit) throws -> HTTPResponse {
    let header = visit.request.headers["last-event-id"].flatMap { Int64($0) }
    let after = try visit.number("after", in: 0 ... .max) ?? header
    guard let bearer = visit.bearer else { throw APIFault.notSignedIn }
    return HTTPResponse(try visit.site.changeStreams.open(for: bearer, after: after))
  }
}
