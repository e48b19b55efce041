/// A request as the server has read it whole: its form is taken apart, and its body is no longer than
/// it may be.
public struct HTTPRequest: Sendable {
  /// What is asked for.
  public enum Method: String, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
  }

  public var method: Method
  public var target: HTTPTarget
  public var headers: HTTPHeaders
  /// The fields of a form (`application/x-www-form-urlencoded` or `multipart/form-data`), in order.
  public var form: [FormField]
  /// The body of anything but a form.
  public var body: [UInt8]
  /// The network address of the client: behind a trusted proxy the one that it tells.
  public var client: String
  /// Whether the client's connection is encrypted, to us or to a trusted proxy.
  public var isSecure: Bool
  /// Whether the request came from a proxy whose headers may be believed.
  public var isFromTrustedProxy: Bool

  /// A request without a body.
  public init(
    _ method: Method, _ target: HTTPTarget, headers: HTTPHeaders = HTTPHeaders(),
    form: [FormField] = [], body: [UInt8] = [], client: String = "127.0.0.1",
    isSecure: Bool = false, isFromTrustedProxy: Bool = false
  ) {
    (self.method, self.target, self.headers) = (method, target, headers)
    (self.form, self.body, self.client) = (form, body, client)
    (self.isSecure, self.isFromTrustedProxy) = (isSecure, isFromTrustedProxy)
  }

  /// The first field of this name in the form, as text.
  public func field(_ name: String) -> String? { form.first { $0.name == name }?.text }

  /// All fields of this name, as texts.
  public func fields(_ name: String) -> [String] {
    form.filter { $0.name == name }.map(\.text)
  }

  /// The value of a cookie (RFC 6265).
  public func cookie(_ name: String) -> String? {
    for header in headers.all("cookie") {
      for pair in header.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { continue }
        if parts[0].drop(while: { $0 == " " }) == name[...] { return String(parts[1]) }
      }
    }
    return nil
  }
}

/// A field of a form.
public struct FormField: Equatable, Sendable {
  public var name: String
  public var bytes: [UInt8]
  /// The name of an uploaded file as the browser told it; `nil` for a field that is none.
  public var fileName: String?

  /// A field with text.
  public init(_ name: String, _ text: String) {
    (self.name, bytes, fileName) = (name, Array(text.utf8), nil)
  }

  /// An uploaded file.
  public init(_ name: String, file bytes: [UInt8], named fileName: String) {
    (self.name, self.bytes, self.fileName) = (name, bytes, fileName)
  }

  /// As text; bytes that are no UTF-8 are replaced.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// The headers of a message, in order; their names are found in any case.
public struct HTTPHeaders: Equatable, Sendable {
  public private(set) var all: [(name: String, value: String)] = []

  /// No headers.
  public init() {}

  /// These headers.
  public init(_ headers: [(String, String)]) {
    all = headers.map { (name: $0.0, value: $0.1) }
  }

  /// The first header of a name.
  public subscript(_ name: String) -> String? { all(name).first }

  /// The values of all headers of a name.
  public func all(_ name: String) -> [String] {
    all.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  public mutating func add(_ name: String, _ value: String) { all.append((name, value)) }

  /// The same headers in the same order.
  public static func == (one: HTTPHeaders, other: HTTPHeaders) -> Bool {
    one.all.count == other.all.count && zip(one.all, other.all).allSatisfy { $0 == $1 }
  }
}
