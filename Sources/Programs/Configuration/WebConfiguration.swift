import Foundation
package import HTTP
import Mailbox

/// `http` of a server's file: where the page is served.
package struct WebConfiguration: Equatable, Sendable {
  /// At least one, none twice.
  package var listen = [HTTPAddress("127.0.0.1:8080")].compactMap(\.self)
  /// The paths of two PEM files, or twice the same; `nil`: connections are not encrypted.
  package var certificate: String?
  package var key: String?
  /// Whose Forwarded and X-Forwarded headers are believed.
  package var trustedProxies: [AddressRange] = []
  /// The header in which a trusted proxy names by her e-mail address who has signed in there; `nil`:
  /// everybody signs in on the page.
  package var signInHeader: String?
  /// The domain by which softphones call back with a `sip:` link; `nil`: there are only `tel:` links.
  package var sipDomain: String?
  /// What users type, without a slash at its end; `nil`: what they have typed.
  package var publicURL: String?
  package var mostUploadBytes = 20_000_000
  package var connections = 1_000
  package var connectionsPerAddress = 100
  /// Whether the server goes on without a page when its address is in use.
  package var isOptional = false

  /// An address to listen on.
  package static func address(_ text: String) throws(BadValue) -> HTTPAddress {
    guard let address = HTTPAddress(text) else {
      throw BadValue(
        "\"\(text)\" is no address in digits with a port, such as 127.0.0.1:8080 or [::1]:8080.")
    }
    return address
  }

  /// The name of a header of a proxy.
  package static func headerName(_ text: String) throws(BadValue) -> String {
    guard !text.isEmpty, text.utf8.count <= 80,
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else { throw BadValue("\"\(text)\" is no header, such as X-Forwarded-Email.") }
    return text
  }

  /// A host, and a port if there must be one.
  package static func sipDomain(_ text: String) throws(BadValue) -> String {
    guard !text.isEmpty, text.utf8.count <= 255,
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-.:".contains($0)) })
    else { throw BadValue("\"\(text)\" is no domain of SIP, such as pbx.example.com.") }
    return text
  }

  /// What users type: a scheme, a host, and a port if there must be one.
  package static func publicURL(_ text: String) throws(BadValue) -> String {
    var text = text
    if text.hasSuffix("/") { text.removeLast() }
    let parts = URLComponents(string: text)
    guard let parts, let host = parts.host, !host.isEmpty, parts.path.isEmpty,
      ["http", "https"].contains(parts.scheme), parts.query == nil, parts.fragment == nil,
      parts.user == nil, parts.password == nil
    else {
      throw BadValue(
        "\"\(text)\" is no URL of a host alone, such as https://portal.example.com.")
    }
    return text
  }
}

extension WebConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case listen, certificate, key, trustedProxies, signInHeader, sipDomain, publicURL
    case mostUploadBytes, connections, connectionsPerAddress
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    if fields.has(.listen) {
      listen = fields.list(.listen, empty: "It names no address to listen on.", of: Self.address)
      let fixed = listen.filter { $0.port != 0 }
      if let twice = fixed.first(where: { one in fixed.filter { $0 == one }.count > 1 }) {
        fields.refuse(.listen, "\(twice) stands there twice.")
      }
    }
    certificate = fields.file(.certificate)
    key = fields.has(.key) ? fields.file(.key) : certificate
    if fields.has(.key), !fields.has(.certificate) {
      fields.refuse(.key, "A key needs a certificate.")
    }
    trustedProxies = fields.list(.trustedProxies, of: AddressRange.init)
    signInHeader = fields.value(.signInHeader, as: Self.headerName)
    sipDomain = fields.value(.sipDomain, as: Self.sipDomain)
    publicURL = fields.value(.publicURL, as: Self.publicURL)
    mostUploadBytes = fields.number(
      .mostUploadBytes, in: 100_000...1_000_000_000, or: mostUploadBytes)
    connections = fields.number(.connections, in: 1...100_000, or: connections)
    connectionsPerAddress = fields.number(
      .connectionsPerAddress, in: 1...100_000, or: connectionsPerAddress)
  }
}
