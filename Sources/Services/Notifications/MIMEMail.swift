import Mailbox

/// An e-mail as text (RFC 5322, MIME RFC 2045 to 2047). What could add a header of its own is refused
/// when it is composed, wherever it came from.
public struct MIMEMail: Equatable, Sendable {
  /// A name and an address.
  public struct Party: Equatable, Sendable {
    public var name: String
    public var address: String

    /// Somebody who sends or receives.
    public init(name: String = "", address: String) {
      self.name = name
      self.address = address
    }
  }

  /// A file that goes with the mail.
  public struct Attachment: Equatable, Sendable {
    /// ASCII: some programs show nothing else.
    public var fileName: String
    /// `audio/wav`.
    public var mediaType: String
    public var bytes: [UInt8]

    /// A file.
    public init(fileName: String, mediaType: String, bytes: [UInt8]) {
      self.fileName = fileName
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  public var from: Party
  public var to: Party
  public var replyTo: String?
  public var subject: String
  /// `de`.
  public var language: String
  /// With line feeds.
  public var text: String
  public var html: String
  /// Without the angle brackets.
  public var messageID: String
  /// As RFC 5322 writes it.
  public var date: String
  public var attachment: Attachment?

  /// A mail without attachment.
  public init(
    from: Party, to: Party, subject: String, language: String, text: String, html: String,
    messageID: String, date: String
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.language = language
    self.text = text
    self.html = html
    self.messageID = messageID
    self.date = date
  }

  /// Why a mail cannot be composed.
  public struct Refusal: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// The whole mail, with CRLF line ends.
  /// - Throws: ``Refusal`` for a control character in a header, or for what is no address.
  public func composed() throws(Refusal) -> String {
    var lines = [
      "From: \(try Self.header(from, named: "From"))", "To: \(try Self.header(to, named: "To"))",
    ]
    if let replyTo { lines.append("Reply-To: \(try Self.address(replyTo))") }
    lines += [
      "Subject: \(EncodedWord.header(try Self.line(subject, in: "Subject")))",
      "Date: \(try Self.line(date, in: "Date"))", "Message-ID: <\(try Self.address(messageID))>",
      "MIME-Version: 1.0", "Auto-Submitted: auto-generated",
      "Content-Language: \(try Self.line(language, in: "Content-Language"))",
    ]
    let body = alternatives
    guard let attachment else { return (lines + body).joined(separator: "\r\n") + "\r\n" }
    let boundary = boundary("mixed")
    let name = try Self.fileName(attachment.fileName)
    lines.append("Content-Type: multipart/mixed; boundary=\"\(boundary)\"")
    lines += ["", "--\(boundary)"] + body + ["--\(boundary)"]
    lines += [
      "Content-Type: \(try Self.line(attachment.mediaType, in: "Content-Type")); name=\"\(name)\"",
      "Content-Disposition: attachment; filename=\"\(name)\"",
      "Content-Transfer-Encoding: base64", "",
    ]
    lines += Base64.lines(of: attachment.bytes)
    lines.append("--\(boundary)--")
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// The text, and the same as HTML for programs that show it.
  private var alternatives: [String] {
    let boundary = boundary("alternative")
    return ["Content-Type: multipart/alternative; boundary=\"\(boundary)\"", ""]
      + ["--\(boundary)"] + Self.part("text/plain", text)
      + ["--\(boundary)"] + Self.part("text/html", html)
      + ["--\(boundary)--"]
  }

  private static func part(_ type: String, _ text: String) -> [String] {
    [
      "Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
      QuotedPrintable.text(text),
    ]
  }

  /// It cannot stand in a part: there an `=` is always followed by two digits or the line's end.
  private func boundary(_ kind: String) -> String {
    "=_\(kind)-\(messageID.prefix { $0 != "@" })"
  }

  private static func header(_ party: Party, named name: String) throws(Refusal) -> String {
    let address = try address(party.address)
    let words = try line(party.name, in: name)
    return words.isEmpty ? address : "\(EncodedWord.phrase(words)) <\(address)>"
  }

  private static func line(_ text: String, in name: String) throws(Refusal) -> String {
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      // Most are ASCII, where no table has to be asked.
      if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
      return scalar.properties.generalCategory != .control && scalar != "\u{2028}"
        && scalar != "\u{2029}"
    }
    guard isClean else {
      throw Refusal(description: "\(name) holds a control character or a line break.")
    }
    return text
  }

  private static func address(_ text: String) throws(Refusal) -> String {
    if let fault = EmailAddress.fault(in: text) { throw Refusal(description: fault) }
    return text
  }

  private static func fileName(_ name: String) throws(Refusal) -> String {
    let isClean =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
          && byte != UInt8(ascii: "/")
      }
    guard isClean else { throw Refusal(description: "The file name is not of plain ASCII.") }
    return name
  }
}
