import Administration
import HTTP
import Mailbox
import Store

/// The API: finds the operation and the bearer of a request, and answers with JSON or a problem.
struct APISite: Sendable {
  /// What all its addresses begin with.
  static let prefix = "/api/v1"
  private static let pieces = ["api", "v1"]

  /// All of it.
  static let operations: [APIOperation] =
    APIBasics.operations + APICompanies.operations + APIUsers.operations + APISecrets.operations
    + APILists.operations + APISounds.operations + APIMessages.operations + APITokens.operations
    + APICalls.operations + APITables.operations

  let site: WebSite

  /// Whether a path is one of the API.
  static func serves(_ request: HTTPRequest) -> Bool { request.target.path.first == "api" }

  /// Answers a request.
  func answer(_ request: HTTPRequest) -> HTTPResponse {
    do {
      return try carryOut(request)
    } catch {
      if let fault = APIFault(error) { return fault.response }
      site.tell("\(request.method.rawValue) \(Self.prefix): \(error)")
      return APIFault.failed.response
    }
  }

  private func carryOut(_ request: HTTPRequest) throws -> HTTPResponse {
    let path = request.target.path
    guard path.starts(with: Self.pieces) else { throw APIFault.notFound }
    let rest = Array(path.dropFirst(Self.pieces.count))
    var methods: [String] = []
    for operation in Self.operations {
      guard let parameters = operation.parameters(of: rest) else { continue }
      let isMeant =
        operation.method == request.method || operation.method == .get && request.method == .head
      guard isMeant else {
        methods.append(operation.method.rawValue)
        continue
      }
      return try answer(request, by: operation, parameters)
    }
    throw methods.isEmpty ? APIFault.notFound : APIFault.methodNotAllowed(methods)
  }

  private func answer(
    _ request: HTTPRequest, by operation: APIOperation, _ parameters: [String: String]
  ) throws -> HTTPResponse {
    guard operation.access != .anybody else {
      return try operation.answer(APIVisit(request, site, nil, parameters, .anybody))
    }
    guard let bearer = try bearer(of: request) else { throw APIFault.notSignedIn }
    try check(bearer, operation.access)
    let visit = try APIVisit(request, site, bearer, parameters, operation.access)
    guard operation.isCreation, let key = request.headers["idempotency-key"] else {
      return try operation.answer(visit)
    }
    return try IdempotentAnswer(key, request, bearer.token, site).answer {
      try operation.answer(visit)
    }
  }

  private func check(
    _ bearer: APIVisit.Bearer, _ access: APIOperation.Access
  ) throws(APIFault) {
    switch access {
    case .anybody, .token, .own: return
    case .company: if bearer.scope == .user { throw APIFault.forbidden }
    case .operator: if bearer.scope != .operator { throw APIFault.forbidden }
    }
  }

  /// Who has sent a token that is good (RFC 6750, section 2.1). Cookies count for nothing here, so no
  /// other site can make a browser ask.
  private func bearer(of request: HTTPRequest) throws -> APIVisit.Bearer? {
    guard let header = request.headers["authorization"] else { return nil }
    let parts = header.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    let accounts = site.mailboxes.accounts
    guard
      let token = try AccessToken.token(
        ofSecret: String(parts[1]), at: site.now(), in: accounts)
    else { return nil }
    return APIVisit.Bearer(token: token, user: try token.user.map { try accounts.user($0) })
  }
}
