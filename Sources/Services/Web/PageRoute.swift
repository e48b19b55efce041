import HTTP

/// An address of the page, who may ask for it, and what answers.
struct PageRoute: Sendable {
  /// Who may, and the answer.
  enum Answer: Sendable {
    /// Everybody.
    case anybody(@Sendable (PageRequest) throws -> HTTPResponse)
    /// A user who is signed in.
    case user(@Sendable (SignedInRequest) throws -> HTTPResponse)
    /// An administrator who has signed in with a web password. What she asks for belongs to her company.
    case administrator(@Sendable (SignedInRequest) throws -> HTTPResponse)
    /// An operator who has signed in with a web password. What she asks for may be of any company.
    case `operator`(@Sendable (SignedInRequest) throws -> HTTPResponse)
  }

  let method: HTTPRequest.Method
  /// Such as `/messages/*/sound.wav`; `*` stands for one piece of any text.
  let path: String
  private let pieces: [String]
  let answer: Answer

  init(_ method: HTTPRequest.Method, _ path: String, _ answer: Answer) {
    (self.method, self.path) = (method, path)
    pieces = path.split(separator: "/").map(String.init)
    self.answer = answer
  }

  /// The pieces that stand for `*`; `nil` if the path is another one.
  func parameters(of path: [String]) -> [String]? {
    guard path.count == pieces.count else { return nil }
    var parameters: [String] = []
    for (piece, own) in zip(path, pieces) {
      if own == "*" { parameters.append(piece) } else if own != piece { return nil }
    }
    return parameters
  }

  /// A page for a signed-in user.
  static func get(
    _ path: String, _ answer: @escaping @Sendable (SignedInRequest) throws -> HTTPResponse
  ) -> PageRoute {
    PageRoute(.get, path, .user(answer))
  }

  /// A page, or a form, of a signed-in user.
  static func user(
    _ method: HTTPRequest.Method, _ path: String,
    _ answer: @escaping @Sendable (SignedInRequest) throws -> HTTPResponse
  ) -> PageRoute {
    PageRoute(method, path, .user(answer))
  }

  /// A page, or a form, for an administrator.
  static func admin(
    _ method: HTTPRequest.Method, _ path: String,
    _ answer: @escaping @Sendable (SignedInRequest) throws -> HTTPResponse
  ) -> PageRoute {
    PageRoute(method, path, .administrator(answer))
  }

  /// A page, or a form, for an operator.
  static func `operator`(
    _ method: HTTPRequest.Method, _ path: String,
    _ answer: @escaping @Sendable (SignedInRequest) throws -> HTTPResponse
  ) -> PageRoute {
    PageRoute(method, path, .operator(answer))
  }

  /// A form of a signed-in user.
  static func post(
    _ path: String, _ answer: @escaping @Sendable (SignedInRequest) throws -> HTTPResponse
  ) -> PageRoute {
    PageRoute(.post, path, .user(answer))
  }
}
