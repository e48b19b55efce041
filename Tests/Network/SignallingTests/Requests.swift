import Foundation

@testable import Signalling

/// Requests as text, to be sent or spoilt.
enum Requests {
  static func text(
    _ method: String, from port: UInt16, user: String = "1", headers: String = "",
    body: String = "", branch: Int = Int.random(in: 0 ... .max)
  ) -> String {
    "\(method) sip:2000@127.0.0.1 SIP/2.0\r\n"
      + "Via: SIP/2.0/UDP 127.0.0.1:\(port);branch=z9hG4bK\(branch);rport\r\n"
      + "Max-Forwards: 70\r\nFrom: <sip:\(user)@127.0.0.1>;tag=f\(branch)\r\n"
      + "To: <sip:2000@127.0.0.1>\r\nCall-ID: c\(branch)\r\nCSeq: 1 \(method)\r\n"
      + "Contact: <sip:\(user)@127.0.0.1:\(port)>\r\n\(headers)"
      + (body.isEmpty ? "" : "Content-Type: application/sdp\r\n")
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  /// An answer with the headers of the request that it needs.
  static func answer(_ code: Int, to request: String, _ headers: String = "") -> String {
    let lines = request.components(separatedBy: "\r\n")
    func copies(_ name: String) -> String {
      lines.filter { $0.hasPrefix(name + ":") }.map { $0 + "\r\n" }.joined()
    }
    return "SIP/2.0 \(code) Answer\r\n" + copies("Via") + copies("From")
      + copies("To").replacing("\r\n", with: ";tag=answer\r\n") + copies("Call-ID") + copies("CSeq")
      + headers + "Content-Length: 0\r\n\r\n"
  }

  /// A REGISTER of device 100 on this machine.
  static func register(
    from port: UInt16, call: String, number: Int, headers: String = ""
  ) -> String {
    "REGISTER sip:127.0.0.1 SIP/2.0\r\n"
      + "Via: SIP/2.0/UDP 127.0.0.1:\(port);branch=z9hG4bK\(call)\(number);rport\r\n"
      + "Max-Forwards: 70\r\nFrom: <sip:100@127.0.0.1>;tag=\(call)\r\nTo: <sip:100@127.0.0.1>\r\n"
      + "Call-ID: \(call)\r\nCSeq: \(number) REGISTER\r\nExpires: 600\r\n"
      + "Contact: <sip:100@127.0.0.1:\(port)>\r\n\(headers)Content-Length: 0\r\n\r\n"
  }

  /// The digest of a REGISTER that answers a challenge (RFC 2617, without `qop`).
  static func authorization(_ user: String, _ password: String, _ challenge: String) -> String {
    func field(_ name: String) -> String {
      let parts = challenge.components(separatedBy: name + "=\"")
      return parts.count < 2 ? "" : String(parts[1].prefix { $0 != "\"" })
    }
    let (realm, nonce) = (field("realm"), field("nonce"))
    let first = md5("\(user):\(realm):\(password)")
    let response = md5("\(first):\(nonce):\(md5("REGISTER:sip:127.0.0.1"))")
    return "Authorization: Digest username=\"\(user)\", realm=\"\(realm)\", nonce=\"\(nonce)\", "
      + "uri=\"sip:127.0.0.1\", response=\"\(response)\"\r\n"
  }
}
