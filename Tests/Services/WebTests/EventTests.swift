import Administration
import Mailbox
import Store
import Testing

@testable import HTTP
@testable import Web

/// What pages and programs that stay open are told.
@Suite struct EventTests {
  let system: TestAPI

  init() throws { system = try TestAPI() }

  private var pages: TestPages { system.pages }

  /// All that a stream has sent, when it holds the text that is waited for.
  private func told(_ response: HTTPResponse, until text: String) async throws -> String {
    guard case .events(let stream) = response.body else {
      Issue.record("no stream: \(response.status)")
      return ""
    }
    var sent = ""
    // The tests that only compute run below all others, and may stand still for that long.
    let end = ContinuousClock.now + .seconds(300)
    while !sent.contains(text), ContinuousClock.now < end {
      let bytes = stream.take(atMost: 65_536) ?? []
      sent += String(decoding: bytes, as: UTF8.self)
      if bytes.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
    }
    #expect(sent.contains(text), "\(sent)")
    return sent
  }

  private func leaveMessage(from number: String) throws {
    try pages.accounts.addMessage(
      to: pages.user.id, samples: [Int16](repeating: 900, count: 16_000), from: number,
      isUrgent: false, isConfidential: false, received: pages.sharedClock.now)
  }

  @Test func `events go on where the client left, and are its own`() async throws {
    let token = try system.token(of: pages.user, .user)
    let after = try pages.mailboxes.lastChange()
    try pages.accounts.change(user: pages.user.id) { $0.firstName = "Benno" }
    try pages.accounts.change(user: pages.admin.id) { $0.firstName = "Adela" }
    let answer = try system.ask(.get, "/events?after=\(after)", secret: token.secret)
    #expect(answer.headers["content-type"]?.hasPrefix("text/event-stream") == true)
    try leaveMessage(from: "+4930123456")
    let sent = try await told(answer, until: "message-arrived")
    #expect(sent.contains("id: \(after + 1)\n") && !sent.contains("id: \(after + 2)\n"))
    #expect(!sent.contains("\"user\":\(pages.admin.id),"))
  }

  @Test func `an open page is told how many new messages there are, and who left the last one`()
    async throws
  {
    let browser = try pages.signIn(pages.user)
    let answer = try pages.ask(.get, "/messages/events", as: browser)
    _ = try await told(answer, until: "\"new\":0")
    for _ in 0..<30 { try leaveMessage(from: "+4930123456") }
    let sent = try await told(answer, until: "\"new\":30")
    #expect(sent.contains("30123456"), "\(sent)")
  }
}
