import Administration
import FoundationEssentials
import HTTP
import Store

/// A creation that is carried out once however often it is sent, because its client names it by an
/// `Idempotency-Key`. The answer is kept for a day.
///
/// The key is claimed before the work begins. A server that dies in between leaves the claim: the client
/// is told so, and looks whether the record is there.
struct IdempotentAnswer {
  private let hash: String
  private let site: WebSite
  /// Tells two requests apart that have the same key.
  private let print: String

  private static let day: Int64 = 86_400_000

  /// What is kept of an answer.
  private struct Kept: Codable {
    var print: String
    /// `nil` if the work is being done.
    var status: Int?
    var headers: [[String]] = []
    var body = ""
  }

  init(_ key: String, _ request: HTTPRequest, _ token: AccessToken, _ site: WebSite) throws {
    guard (1...200).contains(key.utf8.count) else {
      throw APIFault.refused("Idempotency-Key", "It must have 1 to 200 characters.")
    }
    hash = SecretToken.hash(of: "answer\n\(token.id)\n\(key)")
    print = SecretToken.hash(
      of: "\(request.target.raw)\n"
        + request.body.map { String($0, radix: 16) }.joined(separator: " "))
    self.site = site
  }

  /// The answer that was kept, or the one that `work` gives, which is kept if it has succeeded.
  func answer(_ work: () throws -> HTTPResponse) throws -> HTTPResponse {
    if let kept = try claim() { return try response(kept) }
    do {
      let response = try work()
      try keep(response)
      return response
    } catch {
      try site.mailboxes.accounts.removeCredential(hash, told: nil)
      throw error
    }
  }

  /// - Returns: What is there already; `nil` if the key is ours now.
  private func claim() throws -> Kept? {
    let now = site.now()
    return try site.mailboxes.accounts.transaction { accounts in
      if let found = try accounts.credential(hash), found.expires > now {
        return try JSONDecoder().decode(Kept.self, from: Data(found.value.utf8))
      }
      try accounts.keep(try credential(Kept(print: print)), told: nil)
      return nil
    }
  }

  private func keep(_ response: HTTPResponse) throws {
    guard case .bytes(let bytes) = response.body else { return }
    try site.mailboxes.accounts.keep(
      try credential(
        Kept(
          print: print, status: response.status,
          headers: response.headers.all.map { [$0.name, $0.value] },
          body: String(decoding: bytes, as: UTF8.self))),
      told: nil)
  }

  private func credential(_ kept: Kept) throws -> Credential {
    Credential(
      hash: hash, kind: .answer, user: nil, expires: site.now() + Self.day,
      value: String(decoding: try JSONEncoder().encode(kept), as: UTF8.self))
  }

  private func response(_ kept: Kept) throws -> HTTPResponse {
    guard kept.print == print else { throw APIFault.sameKey }
    guard let status = kept.status else { throw APIFault.inProgress }
    var response = HTTPResponse(status)
    for header in kept.headers { response.headers.add(header[0], header[1]) }
    response.body = .bytes(Array(kept.body.utf8))
    return response
  }
}
