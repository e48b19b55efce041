import Commands
import Foundation
package import RTP
package import SIP
package import SIPLine
package import Secrecy

/// Other systems of the telephone network, by address.
package struct SIPPeer: Equatable, Sendable {
  package var range: AddressRange
  /// Whether its P-Asserted-Identity is believed (requirement C6).
  package var isTrusted: Bool
  /// Whether any number of calls a second may come from it.
  package var isUnlimited: Bool
  /// How its keys are taken.
  package var keys = KeySource.auto
  /// How its callers are transferred.
  package var transfer = TransferMethod.refer
  /// Where calls that came from it are transferred and forwarded to; `nil`: as for all others.
  package var route: SIPURI?
}

/// A registration of ours at a PBX or a trunk.
package struct SIPRegistration: Equatable, Sendable {
  /// With the transport as a parameter.
  package var registrar: SIPURI
  /// The address that is registered.
  package var address: SIPURI
  /// For the password.
  package var user: String
  package var password: Secret<String>
  package var expiresSeconds: Int
}

/// A telephone that may register here.
package struct SIPDevice: Equatable, Sendable {
  /// What it logs in as.
  package var user: String
  /// The number or extension of the person to whom it belongs.
  package var number: String
  package var password: Secret<String>
}

// MARK: - Reading

extension SIPPeer: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case address, trusted, unlimited, keys, transfer, route
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    let range = fields.value(.address) { (text) throws(BadValue) in try AddressRange(text) }
    if !fields.has(.address) { fields.refuse(.address, "It is missing.") }
    self.range = range ?? .nobody
    isTrusted = fields.value(.trusted, or: false)
    isUnlimited = fields.value(.unlimited, or: false)
    keys = fields.choice(.keys, or: .auto)
    transfer = fields.choice(.transfer, or: .refer)
    route = fields.value(.route, as: readServer)
  }
}

extension SIPRegistration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case registrar, address, user, password, passwordFile, transport, expiresSeconds
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    var registrar = fields.value(.registrar, as: readServer)
    let address = fields.value(.address, as: readURI)
    for (field, isThere) in [
      (Field.registrar, fields.has(.registrar)), (.address, fields.has(.address)),
      (.user, fields.has(.user)),
    ] where !isThere { fields.refuse(field, "It is missing.") }
    if fields.has(.transport) {
      let transport: ListenAddress.Transport = fields.choice(.transport, or: .udp)
      registrar?.parameters.all.removeAll { $0.name == "transport" }
      registrar?.parameters.all.append(.init("transport", transport.rawValue))
    }
    self.registrar = registrar ?? .nobody
    self.address = address ?? .nobody
    user = fields.value(.user, or: "")
    password = fields.password(.password, file: .passwordFile)
    expiresSeconds = fields.number(.expiresSeconds, in: 60...86_400, or: 600)
  }
}

extension SIPDevice: Decodable {
  private enum Field: String, CodingKey, CaseIterable { case user, number, password, passwordFile }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    user = fields.value(.user, or: "")
    if !fields.has(.user) { fields.refuse(.user, "It is missing.") }
    number = fields.value(.number, or: user)
    password = fields.password(.password, file: .passwordFile)
  }
}

extension ConfigurationFields {
  /// A password that stands in one field, or in the first line of the file that the other names.
  fileprivate func password(_ field: Field, file: Field) -> Secret<String> {
    if has(field) == has(file) {
      refuse(field, "Either it or \(file.stringValue) must be there.")
    } else if let text: String = value(field) {
      if text.isEmpty { refuse(field, "It is empty.") }
      return Secret(text)
    } else if let path = self.file(file) {
      let text = try? TextFile.read(path)
      let line = text?.split(whereSeparator: \.isNewline).first
      if let line { return Secret(String(line)) }
      refuse(file, "\(path) holds no password.")
    }
    return Secret("")
  }
}

/// An address in digits.
package func readAddress(_ text: String) throws(BadValue) -> String {
  guard AddressRange.isAddress(text) else {
    throw BadValue("\"\(text)\" is no address in digits, such as 10.0.0.5 or ::1.")
  }
  return text
}

/// An address of somebody, such as `sip:111@pbx.example.com`.
package func readURI(_ text: String) throws(BadValue) -> SIPURI {
  guard let uri = SIPURI(text), uri.scheme != .tel, !uri.user.isEmpty else {
    throw BadValue("\"\(text)\" is no address such as sip:111@pbx.example.com.")
  }
  return uri
}

/// An address of a server, such as `sip:pbx.example.com:5060`.
package func readServer(_ text: String) throws(BadValue) -> SIPURI {
  guard let uri = SIPURI(text), uri.scheme != .tel, uri.user.isEmpty else {
    throw BadValue("\"\(text)\" is no server such as sip:pbx.example.com:5060.")
  }
  if let name = uri.parameters["transport"], ListenAddress.Transport(rawValue: name) == nil {
    throw BadValue("\"\(text)\" has an unknown transport.")
  }
  return uri
}

// Stand where a value could not be read; such a configuration is never used.
extension SIPURI {
  fileprivate static let nobody = SIPURI(user: "", host: "")
}
