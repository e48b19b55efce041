import HTTP
import Mailbox
import Store
import Testing

@testable import Web

@Suite struct ProxySignInTests {
  let system: TestPages
  let site: WebSite

  init() throws {
    system = try TestPages()
    try system.accounts.change(user: system.user.id) { $0.email = "ben@berg.example" }
    let clock = system.sharedClock
    site = WebSite(
      system.mailboxes, signInHeader: "X-Forwarded-Email", now: { clock.now },
      report: { Issue.record("\($0)") })
  }

  private func ask(
    _ path: String, _ headers: [(String, String)], isFromProxy: Bool = true, of site: WebSite? = nil
  ) throws -> HTTPResponse {
    (site ?? self.site).answer(
      HTTPRequest(
        .get, try #require(HTTPTarget(path)),
        headers: HTTPHeaders([("Host", "portal.test")] + headers),
        isFromTrustedProxy: isFromProxy))
  }

  @Test func `whom a trusted proxy names is signed in, and comes to the page she asked for`() throws
  {
    let answer = try ask("/lists", [("X-Forwarded-Email", "Ben@Berg.example")])
    #expect(answer.location == "/lists")
    let cookie = try #require(answer.headers["set-cookie"]).prefix { $0 != ";" }
    let page = try ask("/lists", [("Cookie", String(cookie))])
    #expect(page.status == 200 && page.text.contains("Ben Test"))
  }

  @Test func `the header of anybody else counts for nothing`() throws {
    let named = [("X-Forwarded-Email", "ben@berg.example")]
    #expect(try ask("/lists", named, isFromProxy: false).location?.hasPrefix("/sign-in") == true)
    #expect(try ask("/lists", named, of: system.site).location?.hasPrefix("/sign-in") == true)
    #expect(try ask("/lists", named + named).location?.hasPrefix("/sign-in") == true)
    let stranger = [("X-Forwarded-Email", "eve@berg.example")]
    #expect(try ask("/lists", stranger).location?.hasPrefix("/sign-in") == true)
    #expect(
      try ask("/lists", [("X-Forwarded-Email", "112")]).location?.hasPrefix("/sign-in") == true)
  }

  @Test func `an address of two users signs nobody in`() throws {
    try system.accounts.change(user: system.stranger.id) { $0.email = "ben@berg.example" }
    let answer = try ask("/lists", [("X-Forwarded-Email", "ben@berg.example")])
    #expect(answer.location?.hasPrefix("/sign-in") == true)
  }
}
