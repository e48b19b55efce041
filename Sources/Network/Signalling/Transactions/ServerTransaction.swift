import CRe
import SIP

/// A request that is answered later, INVITE: libre repeats what was answered, takes the ACK of a
/// refusal and tells of a CANCEL.
@safe final class ServerTransaction {
  let request: Message
  /// CANCEL came before the final answer.
  var onCancel: () -> Void = {}

  private var transaction: OpaquePointer?
  private var isFinal = false

  init?(_ request: Message) {
    self.request = request
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let code = unsafe sip_strans_alloc(
      &transaction, request.stack.libre, request.raw,
      { context in
        guard let context = unsafe context else { return }
        let taken = unsafe Unmanaged<ServerTransaction>.fromOpaque(context).takeUnretainedValue()
        taken.onCancel()
      }, context)
    guard code == 0 else { return nil }
  }

  /// Before the final answer the transaction is ours, afterwards libre's.
  deinit {
    if !isFinal, let transaction = unsafe transaction {
      unsafe mem_deref(UnsafeMutableRawPointer(transaction))
    }
  }

  /// Answers; nothing happens after a final answer.
  /// - Returns: What was sent, to be repeated; `nil` when it could not be sent.
  @discardableResult func reply(_ answer: Answer) -> Reference? {
    guard !isFinal else { return nil }
    isFinal = answer.status.isFinal
    var sent: UnsafeMutablePointer<mbuf>?
    let text = answer.text
    let code = unsafe cre_transaction_reply(
      &transaction, &sent, request.stack.libre, request.raw, true,
      UInt16(clamping: answer.status.code),
      oneLine(answer.status.reason), text, text.utf8.count)
    if code != 0 { isFinal = true }
    guard code == 0, let sent = unsafe sent else { return nil }
    return unsafe Reference(adopting: UnsafeMutableRawPointer(sent))
  }

  /// Sends once more what `reply` has sent.
  func repeatReply(_ sent: Reference) {
    var destination = sa()
    let hasReturnPort =
      request.value("Via").map { Parameters(ofHeader: $0)["rport"] != nil } ?? false
    unsafe sip_reply_addr(&destination, request.raw, hasReturnPort)
    let buffer = unsafe sent.pointer.assumingMemoryBound(to: mbuf.self)
    unsafe buffer.pointee.pos = 0
    let raw = unsafe request.raw
    _ = unsafe sip_send(request.stack.libre, raw.pointee.sock, raw.pointee.tp, &destination, buffer)
  }
}

/// What is answered to a request: status, headers of our own and a body.
struct Answer {
  var status: SIPStatus
  var headers: [SIPHeader] = []
  var body: SIPBody?

  init(_ code: Int, _ reason: String, _ headers: [SIPHeader] = [], _ body: SIPBody? = nil) {
    self.init(SIPStatus(code, reason), headers, body)
  }

  init(_ status: SIPStatus, _ headers: [SIPHeader] = [], _ body: SIPBody? = nil) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }

  /// The headers, the empty line and the body.
  var text: String { messageEnd(headers, body) }
}

/// The last headers of a message, the empty line and the body.
func messageEnd(_ headers: [SIPHeader], _ body: SIPBody?) -> String {
  var text = ""
  for header in headers { text += "\(header.name): \(oneLine(header.value))\r\n" }
  if let body { text += "Content-Type: \(oneLine(body.type))\r\n" }
  return text + "Content-Length: \(body?.text.utf8.count ?? 0)\r\n\r\n" + (body?.text ?? "")
}

/// A value that cannot begin a header of its own.
func oneLine(_ value: String) -> String {
  value.utf8.contains { $0 == 10 || $0 == 13 }
    ? String(value.map { $0.isNewline ? " " : $0 }) : value
}

extension Message {
  /// Answers a request for which nothing more will be said; libre repeats the answer when the
  /// request is repeated.
  func reply(_ answer: Answer) {
    let text = answer.text
    _ = unsafe cre_transaction_reply(
      nil, nil, stack.libre, raw, true, UInt16(clamping: answer.status.code),
      oneLine(answer.status.reason), text,
      text.utf8.count)
  }

  /// Answers and forgets the request: every refusal outside a dialog goes this way, so that a flood
  /// leaves nothing behind. A repeated request is answered again.
  func replyAndForget(_ answer: Answer) {
    let text = answer.text
    _ = unsafe cre_reply(
      stack.libre, raw, UInt16(clamping: answer.status.code), oneLine(answer.status.reason), text,
      text.utf8.count)
  }
}
