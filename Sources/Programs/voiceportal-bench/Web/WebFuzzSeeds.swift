/// Good requests of every kind, of which spoilt ones are made.
struct WebFuzzSeeds {
  private let user: WebUser
  /// What the forms of her session hold, so that they are carried out.
  private let formToken: String
  /// Of the API, for all companies.
  private let apiToken: String

  init(_ user: WebUser, formToken: String, apiToken: String) {
    (self.user, self.formToken, self.apiToken) = (user, formToken, apiToken)
  }

  var all: [[UInt8]] { pages + forms + reads + writes + [upload, range] }

  private var pages: [[UInt8]] {
    [
      "/", "/sign-in?language=de", "/messages", "/messages/1", "/messages?part=deleted&q=x&days=7",
      "/messages?offset=3&mark=urgent", "/messages/1/sound.wav", "/messages/1/message.mp3",
      "/messages/1/forward", "/messages/new", "/messages/events", "/profile", "/lists/1",
      "/greetings", "/forwarding", "/calls?q=1&day=2026-01-31", "/admin/users?q=a", "/portal.css",
      "/api/v1/openapi.json", "/nowhere/%C3%A4",
    ].map { user.get($0) }
  }

  private var forms: [[UInt8]] {
    let own = "token=\(formToken)"
    return [
      ("/sign-in", "account=1000&passcode=000000&to=%2Fmessages"),
      ("/sign-in/forgotten", "account=1000"),
      ("/aliases", "\(own)&add=1&alias=%2B492115551111"),
      ("/messages", "\(own)&delete=1&filter-part=all"),
      ("/messages", "\(own)&do=save&message=1&message=2&filter-offset=1"),
      ("/messages", "\(own)&do=restore&message=1"),
      ("/lists", "\(own)&number=3&description=Team&members=1001%2C+1002&open=on"),
      ("/profile", "\(own)&revision=1&language=de&time-zone=Europe%2FBerlin"),
      ("/mailbox", "\(own)&revision=1&rings=3&mailbox=on&seen=rings%3D3%0Amailbox%3Don"),
    ].map { post($0.0, "application/x-www-form-urlencoded", $0.1) }
  }

  private var reads: [[UInt8]] {
    [
      "/me", "/companies", "/companies/1/users?limit=5&search=a", "/companies/1/users/table",
      "/companies/1/audit?limit=3", "/users/1/messages?limit=5&text=x&part=new",
      "/users/1/messages/1/sound?format=mp3", "/users/1/calls?from=2026-01-01T00:00:00Z",
    ].map { request("GET /api/v1" + $0) }
  }

  private var writes: [[UInt8]] {
    [
      request("PATCH /api/v1/users/1", "application/json", "{\"rings\": 7, \"email\": null}"),
      request(
        "PUT /api/v1/users/1/lists/1", "application/json",
        "{\"description\": \"Team\", \"members\": [\"1001\"], \"open\": true}"),
      request(
        "POST /api/v1/companies/1/users", "application/json",
        "{\"first-name\": \"A\", \"last-name\": \"B\", \"extension\": \"7777\"}"),
      request(
        "POST /api/v1/companies/1/users/table?preview=true", "text/csv",
        "extension;first-name;rings\r\n1001;\"Ada\";5\r\n"),
      request("PUT /api/v1/users/1/greetings/busy/sound", "audio/wav", Self.sound),
      request("DELETE /api/v1/users/1/lists/1"),
    ]
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
      \(line) HTTP/1.1\r\nHost: 127.0.0.1:\(user.port)\r\nAuthorization: Bearer \(apiToken)\r\n\
      If-Match: *\r\n\(content)\r\n\(body)
      """.utf8)
  }

  private var upload: [UInt8] {
    post(
      "/greetings", "multipart/form-data; boundary=xyz",
      """
      --xyz\r\nContent-Disposition: form-data; name="token"\r\n\r\n\(formToken)\r\n--xyz\r\n\
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
