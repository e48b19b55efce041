import Commands
import Configuration
import Foundation

/// Spoilt requests by the hundred thousand to a portal's page and API: it must not end, must answer as
/// before, and its memory must stay.
final class WebFuzz {
  private let server: ServerUnderTest
  private let seeds: [[UInt8]]
  private var mutation = Mutation(seed: 1)
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private var (sent, answered) = (0, 0)

  static func figures(requests: Int, folder: String) throws -> [Figure] {
    let fuzz = try WebFuzz(folder)
    defer { fuzz.server.stop() }
    return try fuzz.figures(requests)
  }

  private init(_ folder: String) throws {
    var order = ServerUnderTest.Order(folder: folder, mailboxes: 20)
    (order.messageSeconds, order.messages, order.hasPage) = (2, 5, true)
    server = try ServerUnderTest(order)
    let user = try WebUser(server.mailboxes[0], port: server.webPort)
    seeds = try WebFuzzSeeds(user, token: Self.token(server)).all
  }

  /// An access token of the first user's, so that the API is reached behind its door.
  private static func token(_ server: ServerUnderTest) throws -> String {
    try server.makeToken()
  }

  private func figures(_ count: Int) throws -> [Figure] {
    let start = wallSeconds()
    try send(until: (count + 9) / 10)
    let before = try settledMemory()
    try send(until: count / 2)
    let between = try settledMemory()
    try send(until: count)
    let after = try settledMemory()
    let rate = Double(count) / (wallSeconds() - start)
    func figure(
      _ name: String, _ value: Double, _ unit: String = "", _ target: Figure.Target? = nil
    ) -> Figure {
      Figure(group: "fuzz", name: name, unit: unit, values: [value], target: target)
    }
    return [
      figure("spoilt requests that the page lived through", Double(sent)),
      figure("  of which had an answer", Double(answered)),
      figure("  a second", rate),
      figure("memory after the first tenth", before / 1e6, "MB"),
      figure("  after the first half", between / 1e6, "MB"),
      figure("  at the end", after / 1e6, "MB"),
      figure("  end compared with half", after / between, "times", .atMost(1.1)),
    ]
  }

  private func send(until count: Int) throws {
    while sent < count {
      // Every thousandth is good, and has to be answered as before.
      if sent % 1_000 == 0 { try ask() }
      let request = mutation.spoil(seeds[mutation.below(seeds.count)], among: seeds)
      let client = try WebClient(port: server.webPort, patienceMilliseconds: 2_000)
      client.send(request)
      client.endSending()
      if client.receive(into: &buffer) > 0 { answered += 1 }
      client.close()
      sent += 1
    }
  }

  private func ask() throws {
    guard server.isRunning else { throw Failure("The portal has ended after \(sent) requests.") }
    let client = try WebClient(port: server.webPort)
    defer { client.close() }
    client.send(WebUserless.get("/sign-in"))
    let head = try client.answer(&buffer).head
    guard head.hasPrefix("HTTP/1.1 200") else {
      throw Failure("After \(sent) requests the page answers \(head.prefix(60)).")
    }
  }

  private func settledMemory() throws -> Double {
    server.waitUntilQuiet()
    try ask()
    return Double(server.wholeMemory)
  }
}

/// Good requests of every kind, of which spoilt ones are made.
struct WebFuzzSeeds {
  private let user: WebUser
  private let token: String

  init(_ user: WebUser, token: String) { (self.user, self.token) = (user, token) }

  var all: [[UInt8]] {
    let pages = [
      "/", "/sign-in?language=de", "/messages", "/messages/1", "/messages?part=deleted&q=x",
      "/messages/1/sound.wav", "/messages/1/message.mp3", "/messages/events", "/profile",
      "/lists/1",
      "/greetings", "/admin/users?q=a", "/portal.css", "/api/v1/openapi.json", "/nowhere/%C3%A4",
    ].map { user.get($0) }
    let forms = [
      ("/sign-in", "account=1000&passcode=000000&to=%2Fmessages"),
      ("/aliases", "token=x&add=1&alias=%2B492115551111"), ("/messages", "token=x&delete=1"),
      ("/mailbox", "token=x&revision=1&rings=3&mailbox=on&seen=rings%3D3%0Amailbox%3Don"),
    ].map { post($0.0, "application/x-www-form-urlencoded", $0.1) }
    let api = [
      request("GET /api/v1/me"), request("GET /api/v1/users/1/messages?limit=5&text=x"),
      request("PATCH /api/v1/users/1", "application/json", "{\"rings\": 7, \"email\": null}"),
      request(
        "PUT /api/v1/users/1/lists/1", "application/json",
        "{\"description\": \"Team\", \"members\": [\"1001\"], \"open\": true}"),
      request("PUT /api/v1/users/1/greetings/busy/sound", "audio/wav", Self.sound),
      request("DELETE /api/v1/users/1/lists/1"),
    ]
    return pages + forms + api + [upload, range]
  }

  private func post(_ path: String, _ type: String, _ body: String) -> [UInt8] {
    Array(
      """
      POST \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(user.port)\r\n\
      Origin: http://127.0.0.1:\(user.port)\r\nCookie: \(user.cookie)\r\nContent-Type: \(type)\r\n\
      Content-Length: \(body.utf8.count)\r\n\r\n\(body)
      """.utf8)
  }

  private func request(_ line: String, _ type: String = "", _ body: String = "") -> [UInt8] {
    let content =
      body.isEmpty ? "" : "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n"
    return Array(
      """
      \(line) HTTP/1.1\r\nHost: 127.0.0.1:\(user.port)\r\nAuthorization: Bearer \(token)\r\n\
      If-Match: *\r\n\(content)\r\n\(body)
      """.utf8)
  }

  private var upload: [UInt8] {
    post(
      "/greetings", "multipart/form-data; boundary=xyz",
      """
      --xyz\r\nContent-Disposition: form-data; name="token"\r\n\r\nx\r\n--xyz\r\n\
      Content-Disposition: form-data; name="sound-busy"; filename="a.wav"\r\n\
      Content-Type: audio/wav\r\n\r\n\(Self.sound)\r\n--xyz--\r\n
      """)
  }

  private var range: [UInt8] {
    let text = String(decoding: user.get("/messages/1/sound.wav"), as: UTF8.self)
    return Array((text.dropLast(2) + "Range: bytes=100-199\r\nIf-Range: \"x\"\r\n\r\n").utf8)
  }

  private static let sound = "RIFF\u{24}\0\0\0WAVEfmt \u{10}\0\0\0\u{1}\0\u{1}\0data"
}
