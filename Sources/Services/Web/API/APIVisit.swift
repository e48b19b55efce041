import Administration
import FoundationEssentials
import HTTP
import Mailbox
import Store

/// One request to the API: who asks, and which records its path names. They are there, and the token
/// covers them.
struct APIVisit: Sendable {
  let request: HTTPRequest
  let site: WebSite
  /// `nil` where everybody may ask.
  let bearer: Bearer?
  let parameters: [String: String]
  private let namedCompany: Company?
  private let namedUser: User?

  /// Who has sent a token.
  struct Bearer: Sendable {
    let token: AccessToken
    /// `nil` for an operator's.
    let user: User?

    /// What the token may do now: who has lost her role keeps what a user may.
    var scope: AccessToken.Scope {
      guard let user else { return token.scope }
      return token.scope.isGranted(to: user) ? token.scope : .user
    }

    /// Whether a user's mailbox is covered.
    func covers(_ other: User) -> Bool {
      switch scope {
      case .user: other.id == user?.id
      case .company:
        other.company == user?.company && (other.role != .operator || user?.role == .operator)
      case .operator: true
      }
    }

    /// Whether a company's settings are covered.
    func covers(company id: Int64) -> Bool {
      switch scope {
      case .user: false
      case .company: id == user?.company
      case .operator: true
      }
    }

    /// As the audit log names it.
    var actor: Actor {
      .client(user.map { "\(token.name) of \($0.fullName)" } ?? token.name)
    }
  }

  /// - Throws: ``APIFault`` if there are no such records, or the token does not cover them: which of the
  ///   two is not told.
  init(
    _ request: HTTPRequest, _ site: WebSite, _ bearer: Bearer?, _ parameters: [String: String],
    _ access: APIOperation.Access
  ) throws {
    (self.request, self.site, self.bearer, self.parameters) = (request, site, bearer, parameters)
    let accounts = site.mailboxes.accounts
    var (company, user): (Company?, User?)
    if let text = parameters["user"] {
      let found = try Int64(text).map { try accounts.user($0) }
      guard let found, let bearer, bearer.covers(found) else { throw APIFault.notFound }
      if access == .own, bearer.user?.id != found.id { throw APIFault.forbidden }
      user = found
    }
    if let id = parameters["company"].map({ Int64($0) ?? -1 }) ?? user?.company {
      company = try accounts.companies().first { $0.id == id }
      let isOwn = user != nil || bearer?.covers(company: id) == true
      guard company != nil, isOwn else { throw APIFault.notFound }
    }
    (namedCompany, namedUser) = (company, user)
  }

  /// Administration in the name of the token.
  var accounts: any Accounts {
    site.mailboxes.accounts(as: bearer?.actor ?? .portal, from: request.client)
  }

  /// The user of the path.
  var user: User {
    get throws {
      guard let namedUser else { throw APIFault.notFound }
      return namedUser
    }
  }

  /// The company of the path, or of its user.
  var company: Company {
    get throws {
      guard let namedCompany else { throw APIFault.notFound }
      return namedCompany
    }
  }

  /// A piece of the path as the key of a row.
  func key(_ name: String) throws -> Int64 {
    guard let key = parameters[name].flatMap({ Int64($0) }) else { throw APIFault.notFound }
    return key
  }

  // MARK: The query

  /// A field of the query; empty counts as missing.
  func query(_ name: String) -> String? {
    request.target[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  func flag(_ name: String) throws -> Bool {
    switch query(name) {
    case nil, "false": false
    case "true": true
    case _?: throw APIFault.refused(name, "It must be true or false.")
    }
  }

  func number(_ name: String, in range: ClosedRange<Int64>) throws -> Int64? {
    guard let text = query(name) else { return nil }
    guard let number = Int64(text), range.contains(number) else {
      throw APIFault.refused(
        name, "It must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, of type: Choice.Type
  ) throws -> Choice? where Choice.RawValue == String {
    guard let text = query(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let words = type.allCases.map(\.rawValue).joined(separator: ", ")
      throw APIFault.refused(name, "It must be one of \(words).")
    }
    return choice
  }

  func limit() throws -> Int { Int(try number("limit", in: 1...500) ?? 50) }

  // MARK: The body

  /// The fields of a JSON object.
  func fields() throws -> [String: JSONValue] {
    let type = request.headers["content-type"]?.prefix { $0 != ";" }.lowercased()
    guard ["application/json", "application/merge-patch+json"].contains(type) else {
      throw APIFault.unsupportedType("application/json")
    }
    guard let json = try? JSONValue(parsing: request.body) else {
      throw APIFault.malformed("The body is no JSON.")
    }
    guard case .object(let fields) = json else {
      throw APIFault.malformed("The body is no JSON object.")
    }
    return fields
  }

  // MARK: The answer

  /// JSON, with the tag of the record's state if it has one.
  func json(_ value: JSONValue, tag: String? = nil, status: Int = 200) throws -> HTTPResponse {
    if let tag, status == 200, request.method == .get || request.method == .head,
      request.headers.all("if-none-match").contains(where: { ETag.list($0, names: tag) })
    {
      return HTTPResponse(304).adding("ETag", tag).adding("Cache-Control", "no-cache")
    }
    let response = HTTPResponse(
      Array(try value.json().utf8), type: "application/json", status: status
    ).adding("Cache-Control", "no-cache")
    return tag.map { response.adding("ETag", $0) } ?? response
  }

  /// A record that was added, and where it is.
  func created(_ value: JSONValue, at path: String, tag: String? = nil) throws -> HTTPResponse {
    try json(value, tag: tag, status: 201).adding("Location", APISite.prefix + path)
  }

  /// Lets a change pass that has seen this state of the record.
  /// - Parameter tag: `nil` if there is no such record yet.
  /// - Throws: ``APIFault`` for a change that does not say what it has seen, or something else.
  func checkMatch(_ tag: String?) throws {
    if let none = request.headers["if-none-match"], none == "*", tag != nil {
      throw APIFault.changedMeanwhile
    }
    guard let match = request.headers["if-match"] else {
      if tag != nil { throw APIFault.needsMatch }
      return
    }
    guard let tag, match == "*" || ETag.list(match, names: tag) else {
      throw APIFault.changedMeanwhile
    }
  }

  /// A moment as JSON has it: RFC 3339, in UTC.
  static func time(_ milliseconds: Int64) -> JSONValue {
    let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    return .text(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
  }
}

/// Tags of states (RFC 9110, section 8.8.3).
enum ETag {
  static func revision(_ number: Int64) -> String { "\"\(number)\"" }

  /// Whether a header with one or more tags names this one.
  static func list(_ header: String, names tag: String) -> Bool {
    if header == "*" { return true }
    return header.split(separator: ",").contains { part in
      let text = part.drop { $0 == " " }
      let end = text.lastIndex { $0 != " " }.map { text[...$0] } ?? ""
      return (end.hasPrefix("W/") ? end.dropFirst(2) : end) == tag[...]
    }
  }
}
