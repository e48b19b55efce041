import Administration
import Audio
import HTTP
import Mailbox
import SoundFiles
import Store
import Testing

@testable import Web

/// Programs that use the API of a ``TestPages``.
final class TestAPI: Sendable {
  let pages: TestPages

  init() throws { pages = try TestPages() }

  func token(
    of user: User?, _ scope: AccessToken.Scope, days: Int = 90
  ) throws -> (id: String, secret: String) {
    let made = try AccessToken(
      user: user?.id, name: "test", scope: scope, made: pages.sharedClock.now, days: days
    ).make(in: pages.accounts)
    return (made.token.id, made.secret)
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, secret: String? = nil, _ body: JSONValue? = nil,
    _ headers: (String, String)...
  ) throws -> HTTPResponse {
    var all = headers
    var bytes: [UInt8] = []
    if let body {
      bytes = Array(try body.json().utf8)
      all.append(("Content-Type", "application/json"))
    }
    return try send(method, path, secret, bytes, all)
  }

  func upload(
    _ method: HTTPRequest.Method, _ path: String, secret: String, _ sound: [UInt8],
    _ headers: (String, String)...
  ) throws -> HTTPResponse {
    try send(method, path, secret, sound, headers + [("Content-Type", "audio/wav")])
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ secret: String?, _ body: [UInt8],
    _ headers: [(String, String)]
  ) throws -> HTTPResponse {
    let bearer = secret.map { [("Authorization", "Bearer \($0)")] } ?? []
    return pages.site.answer(
      HTTPRequest(
        method, try #require(HTTPTarget(APISite.prefix + path)),
        headers: HTTPHeaders([("Host", "portal.test")] + bearer + headers), body: body,
        client: "192.0.2.7"))
  }

  /// Two seconds of something that is neither silence nor keys.
  func speech() throws -> [UInt8] {
    var samples: [Int16] = []
    for place in 0..<16_000 {
      samples.append(Int16((place * place / 97) % 8_000 - 4_000))
    }
    return try Sound(samples: samples).encoded(as: .wav)
  }
}

extension HTTPResponse {
  var json: JSONValue { (try? JSONValue(parsing: Array(text.utf8))) ?? .null }
}
