import CRe

/// A request or response that has come in. Kept as long as somebody needs it.
@safe final class Message {
  let stack: Stack
  let source: TransportAddress
  /// Where it came in.
  let local: TransportAddress
  let isRequest: Bool
  let method: String
  let requestURI: String
  let status: SIPStatus
  let callID: String
  let fromTag: String
  let toTag: String
  let sequence: UInt32
  let sequenceMethod: String
  /// Every header in order; compact names are written out and folded values unfolded.
  let headers: [SIPHeader]

  private let reference: Reference

  /// `nil` if it came by a transport that we do not know.
  init?(_ raw: UnsafePointer<sip_msg>, _ stack: Stack) {
    guard let transport = unsafe SignallingTransport(raw.pointee.tp) else { return nil }
    unsafe reference = Reference(retaining: UnsafeMutableRawPointer(mutating: raw))
    self.stack = stack
    unsafe source = TransportAddress(transport, raw.pointee.src)
    unsafe local = TransportAddress(transport, raw.pointee.dst)
    unsafe isRequest = raw.pointee.req
    unsafe method = String(raw.pointee.met)
    unsafe requestURI = String(raw.pointee.ruri)
    unsafe status = SIPStatus(Int(raw.pointee.scode), String(raw.pointee.reason))
    unsafe callID = String(raw.pointee.callid)
    unsafe fromTag = String(raw.pointee.from.tag)
    unsafe toTag = String(raw.pointee.to.tag)
    unsafe sequence = raw.pointee.cseq.num
    unsafe sequenceMethod = String(raw.pointee.cseq.met)
    unsafe headers = Self.headers(of: raw)
  }

  /// As libre has it.
  var raw: UnsafePointer<sip_msg> {
    unsafe UnsafePointer(reference.pointer.assumingMemoryBound(to: sip_msg.self))
  }

  /// The number in the tag that libre gives to our answers.
  var answerTag: String {
    let digits = unsafe String(raw.pointee.tag, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The first header of this name.
  func value(_ name: String) -> String? {
    headers.first { sameText($0.name, name) }?.value
  }

  /// How many headers have this name.
  func count(_ name: String) -> Int { headers.count { sameText($0.name, name) } }

  /// Every header of this name.
  func values(_ name: String) -> [String] {
    headers.filter { sameText($0.name, name) }.map(\.value)
  }

  /// The comma-separated words of all headers of this name, such as the option tags of `Require`.
  func words(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",") }.map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// The number that a header holds; `nil` if it is not there or no number.
  func number(_ name: String) -> Int? {
    value(name).flatMap { Int(trimmed($0.prefix { $0 != ";" && $0 != " " })) }
  }

  /// The body with its type; `nil` if it has none.
  var body: SIPBody? {
    let text = bodyText
    guard !text.isEmpty else { return nil }
    return SIPBody(type: value("Content-Type").map { trimmed($0) } ?? "", text)
  }

  /// How many bytes follow the headers.
  var bytesLeft: Int {
    guard let buffer = unsafe raw.pointee.mb else { return 0 }
    return unsafe max(0, buffer.pointee.end - buffer.pointee.pos)
  }

  private var bodyText: String {
    guard let buffer = unsafe raw.pointee.mb, let start = unsafe buffer.pointee.buf else {
      return ""
    }
    let position = unsafe buffer.pointee.pos
    let left = bytesLeft
    let count = min(left, number("Content-Length").map { max(0, $0) } ?? left)
    return unsafe String(
      decoding: UnsafeBufferPointer(start: start + position, count: count), as: UTF8.self)
  }

  /// Whether the connection that it came by is still there.
  var isConnected: Bool { unsafe sip_msg_tcpconn(raw) != nil }

  private static func headers(of raw: UnsafePointer<sip_msg>) -> [SIPHeader] {
    var result: [SIPHeader] = []
    var next = unsafe raw.pointee.hdrl.head
    while let element = unsafe next {
      if let data = unsafe element.pointee.data {
        let header = unsafe data.assumingMemoryBound(to: sip_hdr.self)
        unsafe result.append(
          SIPHeader(
            longName(String(header.pointee.name)), unfolded(String(header.pointee.val))))
      }
      unsafe next = element.pointee.next
    }
    return result
  }

  /// Compact names of RFC 3261 section 7.3.3 and of the extensions that have one.
  private static func longName(_ name: String) -> String {
    guard name.utf8.count == 1 else { return name }
    return compactNames[name.lowercased()] ?? name
  }

  private static let compactNames = [
    "a": "Accept-Contact", "b": "Referred-By", "c": "Content-Type", "d": "Request-Disposition",
    "e": "Content-Encoding", "f": "From", "i": "Call-ID", "j": "Reject-Contact",
    "k": "Supported", "l": "Content-Length", "m": "Contact", "n": "Identity-Info", "o": "Event",
    "r": "Refer-To", "s": "Subject", "t": "To", "u": "Allow-Events", "v": "Via",
    "x": "Session-Expires", "y": "Identity",
  ]

  private static func unfolded(_ value: String) -> String {
    guard value.utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return value }
    let lines = value.split(whereSeparator: \.isNewline).map { trimmed($0) }
    return lines.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
