import Synchronization

/// One request from its first line to the end of its answer. libmicrohttpd's threads fill it, one at
/// a time; a worker answers it.
final class Exchange: Sendable {
  struct State {
    /// As it was sent; `nil` if it is not UTF-8.
    var target: String?
    /// Without the body; `nil` before the head is whole, and after a worker has it.
    var request: HTTPRequest?
    var bodyKind = RequestHead.Body.raw
    var mostBytes = 0
    var body: [UInt8] = []
    var parts: FormParts?
    /// Bytes of the body that have come.
    var received = 0
    /// Bytes of them that are held.
    var held = 0
    /// What is wrong with the body; it is told when all of it has come.
    var refusal: RequestHead.Refusal?
    var hasHead = false
    var answer: PreparedAnswer?
  }

  let connection: Connection
  /// libmicrohttpd's connection, by its address.
  let handle: UInt
  let state: Mutex<State>

  init(_ connection: Connection, handle: UInt, target: String?) {
    (self.connection, self.handle) = (connection, handle)
    state = Mutex(State(target: target))
  }
}

extension Exchange.State {
  /// The request with its body, once.
  /// - Throws: What is wrong with the body.
  mutating func takeRequest() throws(RequestHead.Refusal) -> HTTPRequest? {
    guard var whole = request else { return nil }
    request = nil
    switch bodyKind {
    case .raw: whole.body = body
    case .fields:
      guard let text = String(validating: body, as: UTF8.self),
        let fields = HTTPTarget.fields(of: text[...])
      else { throw Self.broken }
      whole.form = fields.map { FormField($0.name, $0.value) }
    case .parts:
      if let parts {
        guard let fields = parts.finish() else { throw Self.broken }
        whole.form = fields
      }
    }
    guard whole.form.count <= Self.mostFields else {
      throw RequestHead.Refusal(
        status: 413, kind: .tooLarge,
        sentence: "The form has more than \(Self.mostFields) fields.")
    }
    (body, parts) = ([], nil)
    return whole
  }

  static let mostFields = 2_000

  static var broken: RequestHead.Refusal {
    RequestHead.Refusal(status: 400, kind: .malformed, sentence: "The form is broken.")
  }
}
