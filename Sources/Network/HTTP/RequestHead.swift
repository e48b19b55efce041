/// The head of a request as it came, and what is refused of it before its body is read.
struct RequestHead {
  var method: String
  /// `nil` if it is not UTF-8.
  var target: String?
  var version: String
  var headers: HTTPHeaders

  /// How the body is read.
  enum Body { case raw, fields, parts }

  /// A request that is not let in.
  struct Refusal: Error {
    var status: Int
    var kind: HTTPTrouble.Kind
    var sentence: String
    var headers: [(String, String)] = []
  }

  /// Methods that are registered and that nothing here has.
  private static let known: Set = ["TRACE", "CONNECT", "QUERY"]

  /// What is asked for, without its body.
  /// - Throws: What is wrong with it. The rules against request smuggling (RFC 9112, section 6.3)
  ///   are stricter than the RFC: what a proxy might read otherwise is refused.
  func request(_ settings: HTTPServerSettings) throws(Refusal) -> HTTPRequest {
    try checkVersion()
    try checkSize(settings)
    try checkFraming()
    guard let method = HTTPRequest.Method(rawValue: method) else {
      throw Refusal(
        status: Self.known.contains(method) ? 405 : 501, kind: .malformed,
        sentence: "There is no method \(method.prefix(20)).",
        headers: [("Allow", HTTPRequest.Method.allCases.map(\.rawValue).joined(separator: ", "))])
    }
    guard let target = target.flatMap(HTTPTarget.init) else {
      throw malformed("The path is none of ours.")
    }
    try checkBody(settings)
    return HTTPRequest(method, target, headers: headers)
  }

  /// How the body is to be read.
  var body: Body {
    let type = headers["content-type"]?.prefix { $0 != ";" }.lowercased() ?? ""
    switch type.filter({ $0 != " " && $0 != "\t" }) {
    case "application/x-www-form-urlencoded": return .fields
    case "multipart/form-data": return .parts
    case _: return .raw
    }
  }

  /// Whether one follows.
  var hasBody: Bool {
    headers["transfer-encoding"] != nil || (headers["content-length"] ?? "0") != "0"
  }

  /// How long the body may be.
  func mostBytes(_ settings: HTTPServerSettings) -> Int {
    switch body {
    case .raw: carriesFile ? settings.mostUploadBytes : settings.mostFormBytes
    case .fields: settings.mostFormBytes
    case .parts: settings.mostUploadBytes
    }
  }

  /// A sound, or a table, that is sent without a form.
  private var carriesFile: Bool {
    let type = headers["content-type"]?.lowercased() ?? ""
    return ["audio/", "application/octet-stream", "text/csv"].contains { type.hasPrefix($0) }
  }

  private func malformed(_ sentence: String) -> Refusal {
    Refusal(status: 400, kind: .malformed, sentence: sentence)
  }

  private func checkVersion() throws(Refusal) {
    guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
      throw Refusal(
        status: 505, kind: .malformed, sentence: "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
    }
    let hosts = headers.all("host").count
    guard hosts == 1 || (hosts == 0 && version == "HTTP/1.0") else {
      throw malformed("There must be one Host.")
    }
  }

  private func checkSize(_ settings: HTTPServerSettings) throws(Refusal) {
    let size = headers.all.reduce(method.utf8.count + (target?.utf8.count ?? 0) + 12) {
      $0 + $1.name.utf8.count + $1.value.utf8.count + 4
    }
    guard size <= settings.mostHeadBytes else {
      throw Refusal(
        status: 431, kind: .tooLarge,
        sentence: "The head is longer than \(settings.mostHeadBytes) bytes.")
    }
    for header in headers.all {
      let isClean = header.value.utf8.allSatisfy { ($0 >= 0x20 || $0 == 0x09) && $0 != 0x7f }
      guard isClean, header.name.utf8.allSatisfy(Self.isTokenByte) else {
        throw malformed("A header holds a character that must not be there.")
      }
    }
  }

  private func checkFraming() throws(Refusal) {
    let lengths = headers.all("content-length")
    let codings = headers.all("transfer-encoding")
    guard lengths.count <= 1 else { throw malformed("There are two Content-Lengths.") }
    if let length = lengths.first {
      guard codings.isEmpty else {
        throw malformed("There are a Content-Length and a Transfer-Encoding.")
      }
      guard Int(length) != nil, length.utf8.allSatisfy({ (48...57).contains($0) }) else {
        throw malformed("The Content-Length is no number.")
      }
    }
    guard !codings.isEmpty else { return }
    guard codings.count == 1, codings[0].lowercased() == "chunked", version == "HTTP/1.1" else {
      throw malformed("The Transfer-Encoding is not chunked.")
    }
  }

  private func checkBody(_ settings: HTTPServerSettings) throws(Refusal) {
    if let coding = headers["content-encoding"], coding.lowercased() != "identity" {
      throw Refusal(
        status: 415, kind: .malformed, sentence: "A body must not be compressed.",
        headers: [("Accept-Encoding", "identity")])
    }
    let most = mostBytes(settings)
    if let length = headers["content-length"].flatMap({ Int($0) }), length > most {
      throw Self.tooLarge(most)
    }
  }

  /// A body over the limit.
  static func tooLarge(_ most: Int) -> Refusal {
    Refusal(
      status: 413, kind: .tooLarge, sentence: "The body is longer than \(most) bytes.")
  }

  /// RFC 9110, section 5.6.2.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    case _: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
