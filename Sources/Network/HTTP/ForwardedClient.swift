/// Who the client is behind proxies: read from Forwarded (RFC 7239), or X-Forwarded-For and
/// X-Forwarded-Proto, and believed only as far as trusted proxies wrote it.
struct ForwardedClient: Equatable {
  var address: String
  var isSecure: Bool
  var isFromTrustedProxy: Bool

  /// - Parameters:
  ///   - peer: Who has connected.
  ///   - isEncrypted: Whether that connection is.
  init(
    peer: String, isEncrypted: Bool, headers: HTTPHeaders, isTrusted: (String) -> Bool
  ) {
    (address, isSecure, isFromTrustedProxy) = (peer, isEncrypted, false)
    guard isTrusted(peer) else { return }
    isFromTrustedProxy = true
    let forwarded = Self.elements(headers.all("forwarded"))
    let hops = headers.all("x-forwarded-for").flatMap(Self.list)
    // Most proxies write one kind and let the other pass as the client wrote it: where both are there
    // and differ, nobody knows which is which.
    let told = [forwarded.map(\.address), hops.map { .some($0) }].filter { !$0.isEmpty }
      .map { Self.client($0, behind: peer, isTrusted) }
    if let first = told.first, told.allSatisfy({ $0 == first }) { address = first }
    let schemes =
      forwarded.compactMap(\.scheme).suffix(1)
      + headers.all("x-forwarded-proto").flatMap(Self.list).suffix(1)
    if !schemes.isEmpty { isSecure = schemes.allSatisfy { $0.lowercased() == "https" } }
  }

  /// The nearest that is no trusted proxy. What stands before something that is no address may be
  /// invented.
  private static func client(
    _ hops: [String?], behind peer: String, _ isTrusted: (String) -> Bool
  ) -> String {
    var nearest = peer
    for hop in hops.reversed() {
      guard let address = hop.flatMap(address) else { return nearest }
      nearest = address
      if !isTrusted(address) { return nearest }
    }
    return nearest
  }

  /// `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]:80`.
  private static func address(_ text: String) -> String? {
    if let plain = NetworkAddress(text) { return plain.text }
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      return NetworkAddress(String(text[text.index(after: text.startIndex)..<end]))?.text
    }
    guard let colon = text.lastIndex(of: ":") else { return nil }
    return NetworkAddress(String(text[..<colon]))?.text
  }

  private static func list(_ text: String) -> [String] {
    text.split(separator: ",").map(trimmed).filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: Substring) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let front = text.drop(while: isBlank)
    let end = front.lastIndex { !isBlank($0) }
    return end.map { String(front[...$0]) } ?? ""
  }

  /// The elements of Forwarded: `for=192.0.2.1;proto=https, for="[2001:db8::1]:80"`.
  private static func elements(_ headers: [String]) -> [(address: String?, scheme: String?)] {
    headers.flatMap(list).map { element in
      var found: (address: String?, scheme: String?) = (nil, nil)
      for pair in element.split(separator: ";") {
        let sides = pair.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { continue }
        var value = trimmed(sides[1])
        if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
          value = String(value.dropFirst().dropLast())
        }
        switch trimmed(sides[0]).lowercased() {
        case "for": found.address = value
        case "proto": found.scheme = value
        case _: continue
        }
      }
      return found
    }
  }
}
