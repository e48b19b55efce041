import Encodings
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
  public func composed() throws(Refusal) -> [UInt8] {
    let unique = uniquePart
    var lines = MailLines(
      capacity: 1_024 + (text.utf8.count + html.utf8.count) * 5 / 4
        + (attachment?.bytes.count ?? 0) * 7 / 5)
    lines.add("From: ", try Self.header(from, named: "From"))
    lines.add("To: ", try Self.header(to, named: "To"))
    if let replyTo { lines.add("Reply-To: ", try Self.address(replyTo)) }
    lines.add("Subject: ", EncodedWord.header(try Self.line(subject, in: "Subject")))
    lines.add("Date: ", try Self.line(date, in: "Date"))
    lines.add("Message-ID: <", try Self.address(messageID), ">")
    lines.add("MIME-Version: 1.0")
    lines.add("Auto-Submitted: auto-generated")
    lines.add("Content-Language: ", try Self.line(language, in: "Content-Language"))
    guard let attachment else {
      addAlternatives(to: &lines, unique)
      return lines.bytes
    }
    let boundary = Self.boundary("mixed", unique)
    let name = try Self.fileName(attachment.fileName)
    let type = try Self.line(attachment.mediaType, in: "Content-Type")
    lines.add("Content-Type: multipart/mixed; boundary=\"", boundary, "\"")
    lines.add("")
    lines.add("--", boundary)
    addAlternatives(to: &lines, unique)
    lines.add("--", boundary)
    lines.add("Content-Type: ", type, "; name=\"", name, "\"")
    lines.add("Content-Disposition: attachment; filename=\"", name, "\"")
    lines.add("Content-Transfer-Encoding: base64")
    lines.add("")
    Base64.appendLines(of: attachment.bytes, to: &lines.bytes)
    lines.add("--", boundary, "--")
    return lines.bytes
  }

  /// The text, and the same as HTML for programs that show it.
  private func addAlternatives(to lines: inout MailLines, _ unique: Substring) {
    let boundary = Self.boundary("alternative", unique)
    lines.add("Content-Type: multipart/alternative; boundary=\"", boundary, "\"")
    lines.add("")
    for (type, words) in [("text/plain", text), ("text/html", html)] {
      lines.add("--", boundary)
      lines.add("Content-Type: ", type, "; charset=utf-8")
      lines.add("Content-Transfer-Encoding: quoted-printable")
      lines.add("")
      QuotedPrintable.append(words, to: &lines.bytes)
      lines.add("")
    }
    lines.add("--", boundary, "--")
  }

  /// What stands before the `@` of the Message-ID.
  private var uniquePart: Substring {
    messageID[..<(messageID.utf8.firstIndex(of: UInt8(ascii: "@")) ?? messageID.endIndex)]
  }

  /// It cannot stand in a part: there an `=` is always followed by two digits or the line's end.
  private static func boundary(_ kind: String, _ unique: Substring) -> String {
    "=_\(kind)-\(unique)"
  }

  private static func header(_ party: Party, named name: String) throws(Refusal) -> String {
    let address = try address(party.address)
    let words = try line(party.name, in: name)
    return words.isEmpty ? address : "\(EncodedWord.phrase(words)) <\(address)>"
  }

  private static func line(_ text: String, in name: String) throws(Refusal) -> String {
    // Most are ASCII, where no table has to be asked.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control && scalar != "\u{2028}"
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

/// A mail while it is written, line by line.
private struct MailLines {
  var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// A line of some parts, and its CRLF.
  mutating func add(
    _ first: String, _ second: String = "", _ third: String = "", _ fourth: String = "",
    _ fifth: String = ""
  ) {
    bytes.append(contentsOf: first.utf8)
    bytes.append(contentsOf: second.utf8)
    bytes.append(contentsOf: third.utf8)
    bytes.append(contentsOf: fourth.utf8)
    bytes.append(contentsOf: fifth.utf8)
    bytes.append(0x0D)
    bytes.append(0x0A)
  }
}
