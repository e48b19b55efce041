import CCurl
import Glibc
public import Mailbox

/// Sends mails by libcurl. Any thread may call, and waits.
public struct SMTPSending: Sendable {
  private let settings: MailSettings

  /// Sends by these settings.
  public init(_ settings: MailSettings) { self.settings = settings }

  /// Sends one mail to one recipient.
  /// - Parameters:
  ///   - mail: The whole mail with CRLF.
  ///   - recipient: An address that was checked.
  /// - Returns: What came of it. An answer lost on the way is `.later`: the next try has the same
  ///   Message-ID.
  public func send(_ mail: [UInt8], to recipient: String) -> MailOutcome {
    var password: String?
    if let file = settings.passwordFile {
      guard let read = firstLine(of: file) else {
        return .held("The password file \(file) cannot be read.")
      }
      password = read
    }
    guard let curl = unsafe curl_easy_init() else { return .later("No memory for libcurl.") }
    defer { unsafe curl_easy_cleanup(curl) }
    let exchange = Exchange(mail)
    return withExtendedLifetime(exchange) {
      unsafe setTransport(curl)
      if let user = settings.user { unsafe vp_curl_set_text(curl, CURLOPT_USERNAME, user) }
      if let password { unsafe vp_curl_set_text(curl, CURLOPT_PASSWORD, password) }
      unsafe vp_curl_set_text(
        curl, CURLOPT_MAIL_FROM, "<\(settings.envelopeSender ?? settings.sender)>")
      let recipients = unsafe curl_slist_append(nil, "<\(recipient)>")
      defer { unsafe curl_slist_free_all(recipients) }
      unsafe vp_curl_set_list(curl, CURLOPT_MAIL_RCPT, recipients)
      unsafe exchange.attach(to: curl)
      let (result, words) = unsafe transfer(curl)
      // A server that has taken the mail and then says no farewell has taken it.
      if result == CURLE_OK || exchange.isTaken { return .taken }
      let code = unsafe vp_curl_response_code(curl)
      return Self.outcome(result, code, said: exchange.answer ?? words)
    }
  }

  private func setTransport(_ curl: UnsafeMutableRawPointer) {
    let scheme = settings.security == .tls ? "smtps" : "smtp"
    let host = settings.server.contains(":") ? "[\(settings.server)]" : settings.server
    unsafe vp_curl_set_text(curl, CURLOPT_URL, "\(scheme)://\(host):\(settings.port)")
    unsafe vp_curl_set_text(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    let use: curl_usessl =
      switch settings.security {
      case .off, .tls: CURLUSESSL_NONE
      case .optional: CURLUSESSL_TRY
      case .required: CURLUSESSL_ALL
      }
    unsafe vp_curl_set_number(curl, CURLOPT_USE_SSL, Int(use.rawValue))
    if let file = settings.caFile { unsafe vp_curl_set_text(curl, CURLOPT_CAINFO, file) }
    unsafe vp_curl_set_number(curl, CURLOPT_UPLOAD, 1)
    unsafe vp_curl_set_number(curl, CURLOPT_NOSIGNAL, 1)
    unsafe vp_curl_set_number(curl, CURLOPT_CONNECTTIMEOUT, settings.connectSeconds)
    // The whole time alone would not end a server that hangs: libcurl then waits for its farewell.
    unsafe vp_curl_set_number(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, settings.answerSeconds)
    unsafe vp_curl_set_number(
      curl, CURLOPT_TIMEOUT, settings.connectSeconds + 4 * settings.answerSeconds)
  }

  /// By the server's code, not by libcurl's: that is the same for "later" and for "never".
  private static func outcome(
    _ result: CURLcode, _ code: Int, said: String
  ) -> MailOutcome {
    switch result {
    case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION,
      CURLE_SSL_CACERT_BADFILE, CURLE_LOGIN_DENIED, CURLE_SSL_CERTPROBLEM:
      return .held(said)
    default:
      break
    }
    // Authentication is the way to the server, not the recipient (RFC 4954).
    if [530, 534, 535, 538].contains(code) { return .held(said) }
    return (500..<600).contains(code) ? .never(said) : .later(said)
  }
}

/// The bytes that go, and the last complaint that came.
private final class Exchange {
  private let bytes: [UInt8]
  private var sent = 0
  private(set) var answer: String?
  /// Whether the server has said yes after the last byte.
  private(set) var isTaken = false
  /// Whether libcurl has asked for more than there is.
  private var isAllSent = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func attach(to curl: UnsafeMutableRawPointer) {
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe vp_curl_set_callback(curl, CURLOPT_READFUNCTION) { target, size, count, context in
      guard let target = unsafe target, let exchange = unsafe Exchange.from(context) else {
        return 0
      }
      return unsafe exchange.read(into: target, size * count)
    }
    unsafe vp_curl_set_pointer(curl, CURLOPT_READDATA, this)
    unsafe vp_curl_set_callback(curl, CURLOPT_HEADERFUNCTION) { line, size, count, context in
      if let line = unsafe line, let exchange = unsafe Exchange.from(context) {
        exchange.hear(
          unsafe String(
            decoding: UnsafeRawBufferPointer(start: line, count: size * count), as: UTF8.self))
      }
      return size * count
    }
    unsafe vp_curl_set_pointer(curl, CURLOPT_HEADERDATA, this)
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Exchange? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  }

  private func read(into target: UnsafeMutablePointer<CChar>, _ room: Int) -> Int {
    let count = min(room, bytes.count - sent)
    if count == 0 { isAllSent = true }
    unsafe bytes.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { unsafe memcpy(target, start + sent, count) }
    }
    sent += count
    return count
  }

  /// The last line is the server's farewell: what it had to complain of came before.
  private func hear(_ line: String) {
    let words = line.unicodeScalars.prefix { $0 != "\r" && $0 != "\n" }
    if isAllSent, line.hasPrefix("250") { isTaken = true }
    if line.hasPrefix("4") || line.hasPrefix("5") {
      answer = String(String.UnicodeScalarView(words).prefix(200))
    }
  }
}

/// The library that sends mail and events.
public enum MailLibrary {
  /// Its name and the version that is loaded.
  public static var version: String {
    let text = unsafe String(cString: curl_version())
    let first = text.split(separator: " ").first ?? ""
    return first.split(separator: "/").joined(separator: " ")
  }
}
