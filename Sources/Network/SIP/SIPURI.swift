import Mailbox

/// An address of a person or a service: `sip:`, `sips:` (RFC 3261 section 19.1) or `tel:`
/// (RFC 3966).
public struct SIPURI: Hashable, Sendable, CustomStringConvertible {
  /// How the address is to be reached.
  public enum Scheme: String, CaseIterable, Sendable { case sip, sips, tel }

  public var scheme: Scheme
  /// The part before `@` without escapes and password; of `tel:` the number. It may hold parameters
  /// of its own, as in `+492115550111;npdi`. Empty: there is none.
  public var user: String
  public var password: String?
  /// In small letters; an IPv6 address stands without brackets. Empty for `tel:`.
  public var host: String
  public var port: UInt16?
  public var parameters: Parameters
  /// What stands behind `?`: headers that a request to this address carries.
  public var headers: Parameters

  /// A SIP address of its parts.
  public init(
    scheme: Scheme = .sip, user: String, host: String, port: UInt16? = nil,
    parameters: Parameters = Parameters()
  ) {
    (self.scheme, self.user, self.host, self.port) = (scheme, user, host, port)
    (self.parameters, headers) = (parameters, Parameters())
  }

  /// Reads an address as it stands in a request line or between `<` and `>`; `nil`: it is none, or
  /// of another kind.
  public init?(_ text: String) { self.init(text[...]) }

  init?(_ text: Substring) {
    let text = text.trimmed
    // Some write the reason inside History-Info without escapes, blanks included.
    guard text.cut(at: "?").head.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else { return nil }
    let (name, rest) = text.cut(at: ":")
    guard let rest, let scheme = Scheme(rawValue: name.lowercased()) else { return nil }
    switch scheme {
    case .tel: self.init(telephone: rest)
    case .sip, .sips: self.init(scheme, rest)
    }
  }

  private init?(telephone text: Substring) {
    let (number, rest) = text.cut(at: ";")
    guard !number.isEmpty else { return nil }
    self.init(scheme: .tel, user: Escapes.decoded(number), host: "")
    parameters = Parameters(reading: rest ?? "", isEscaped: true)
  }

  private init?(_ scheme: Scheme, _ text: Substring) {
    var rest = text
    var user: Substring = ""
    var password: Substring?
    // A user may hold ; and ?, so it is looked for first.
    if let at = rest.firstIndex(of: "@") {
      (user, password) = rest[..<at].cut(at: ":")
      rest = rest[rest.after(at)...]
    }
    let (address, headers) = rest.cut(at: "?")
    let (hostAndPort, parameters) = address.cut(at: ";")
    guard let (host, port) = Self.host(hostAndPort) else { return nil }
    self.init(scheme: scheme, user: Escapes.decoded(user), host: host, port: port)
    self.password = password.map(Escapes.decoded)
    self.parameters = Parameters(reading: parameters ?? "", isEscaped: true)
    self.headers = Parameters(reading: headers ?? "", separator: "&", isEscaped: true)
  }

  private static func host(_ text: Substring) -> (String, UInt16?)? {
    var host = text
    var port: Substring?
    if text.utf8.first == UInt8(ascii: "[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.after(text.startIndex)..<end]
      let rest = text[text.after(end)...]
      if !rest.isEmpty {
        guard rest.utf8.first == UInt8(ascii: ":") else { return nil }
        port = rest.dropFirst()
      }
      guard host.utf8.contains(UInt8(ascii: ":")),
        host.utf8.allSatisfy({ Escapes.isLetterOrDigit($0) || ":.%-".utf8.contains($0) })
      else { return nil }
    } else {
      (host, port) = text.cut(at: ":")
      guard host.utf8.allSatisfy({ Escapes.isLetterOrDigit($0) || "-._".utf8.contains($0) })
      else { return nil }
    }
    guard !host.isEmpty, let port else { return host.isEmpty ? nil : (host.lowercased(), nil) }
    guard let number = UInt16(port), number > 0, String(port).isDigits else { return nil }
    return (host.lowercased(), number)
  }

  /// The address as it stands between `<` and `>`.
  public var description: String {
    var text = scheme.rawValue + ":"
    if scheme == .tel {
      text += Escapes.encoded(user, keeping: "+#")
    } else {
      if !user.isEmpty {
        text += writtenUser
        if let password { text += ":" + Escapes.encoded(password, keeping: "&=+$,") }
        text += "@"
      }
      text += host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
      if let port { text += ":\(port)" }
    }
    for parameter in parameters.all { text += ";" + Self.text(parameter, "[]/:&+$") }
    let fields = headers.all.map { Self.text($0, "[]/?:+$") }
    return fields.isEmpty ? text : text + "?" + fields.joined(separator: "&")
  }

  /// ``user`` as it stands in the address, with escapes.
  package var writtenUser: String { Escapes.encoded(user, keeping: "&=+$,;?/") }

  private static func text(_ parameter: Parameters.Parameter, _ marks: String) -> String {
    let name = Escapes.encoded(parameter.name, keeping: marks)
    guard let value = parameter.value else { return name }
    return name + "=" + Escapes.encoded(value, keeping: marks)
  }
}

extension SIPURI {
  /// The number, extension or name that is called, as signalled: without parameters of the user
  /// part, without the dots and dashes that only please the eye, and with the prefix that a
  /// `phone-context` adds (RFC 3966 section 5.1.5).
  public var number: String {
    let (name, rest) = user[...].cut(at: ";")
    let plain = Self.withoutSeparators(name)
    let own = scheme == .tel ? parameters : Parameters(reading: rest ?? "", isEscaped: false)
    guard let context = own["phone-context"], context.hasPrefix("+"), !plain.hasPrefix("+"),
      plain.isDigits
    else { return plain }
    return Self.withoutSeparators(context[...]) + plain
  }

  private static func withoutSeparators(_ name: Substring) -> String {
    let bytes = name.utf8.filter { !"-.()".utf8.contains($0) }
    let isNumber = bytes.allSatisfy { (48...57).contains($0) || "+*#".utf8.contains($0) }
    return isNumber ? String(decoding: bytes, as: UTF8.self) : String(name)
  }

  /// Whether it hides who is meant (RFC 3323 section 4.1): a user that says so, or nobody. The host
  /// does not tell: phone systems that hide their caller write `anonymous.invalid` behind the
  /// number of the mailbox as well, and Privacy says what else is hidden.
  public var isAnonymous: Bool {
    let number = number
    return number.isEmpty || SignalledName.hides(number)
  }
}
