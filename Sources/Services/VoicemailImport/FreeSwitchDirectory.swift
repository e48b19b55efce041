import Foundation

/// The users of FreeSWITCH's directory: files of XML with `<user id="1000">`, in it `<param>` and
/// `<variable>` elements. The files have pieces of a document each and words for the preprocessor, so
/// their tags are read one after the other.
struct FreeSwitchDirectory {
  struct User {
    let id: String
    /// The number that reaches a user whose id is none.
    let alias: String?
    /// `nil` if the file does not say it, or by a variable alone.
    let domain: String?
    var values: [String: String] = [:]
  }

  private(set) var users: [User] = []

  /// - Throws: If the folder cannot be read.
  init(folder: String) throws {
    guard let files = FileManager.default.enumerator(atPath: folder),
      FileManager.default.fileExists(atPath: folder)
    else { throw ForeignSoundError(description: "\(folder) is no folder that can be read.") }
    for file in files.compactMap({ $0 as? String }).filter({ $0.hasSuffix(".xml") }).sorted() {
      guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(file)") else { continue }
      read(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// The users of a text.
  init(text: String) { read(text) }

  private mutating func read(_ text: String) {
    var domain: String?
    var user: User?
    for tag in XMLTag.all(in: text) {
      switch tag.name {
      case "domain": domain = tag["name"].flatMap { $0.contains("$") ? nil : $0 }
      case "/domain": domain = nil
      case "user":
        // In a group a user is only named: `type="pointer"`.
        guard let id = tag["id"], tag["type"] != "pointer" else { continue }
        user = User(id: id, alias: tag["number-alias"], domain: domain)
        if tag.isEmpty { fallthrough }
      case "/user":
        if let user { users.append(user) }
        user = nil
      case "param", "variable":
        if let name = tag["name"], let value = tag["value"] { user?.values[name] = value }
      case _: break
      }
    }
  }
}

extension FreeSwitchDirectory.User {
  /// What the directory says of a mailbox.
  func fill(_ mailbox: inout ForeignMailbox) {
    if let alias { mailbox.number = alias }
    mailbox.name = value("effective_caller_id_name") ?? value("directory_full_name")
    mailbox.language = value("default_language") ?? value("language")
    mailbox.timeZone = value("timezone")
    mailbox.passcode = value("vm-password").map { ForeignPasscode(digits: $0) }
    mailbox.isOn = value("vm-enabled") != "false"
    mailbox.mail.pager = value("vm-notify-mailto")
    guard let address = value("vm-mailto") else { return }
    mailbox.note(addresses: address)
    mailbox.mail.isOff = value("vm-email-all-messages") != "true"
    mailbox.mail.attachesSound = value("vm-attach-file") == "true"
    mailbox.mail.deletesSent =
      !mailbox.mail.isOff && value("vm-keep-local-after-email") == "false"
  }

  /// A value that is there and stands for itself.
  private func value(_ name: String) -> String? {
    values[name].flatMap { $0.isEmpty || $0.contains("$") ? nil : $0 }
  }
}

/// A tag of XML: its name (`/user` at an end) and attributes.
struct XMLTag {
  let name: String
  private var attributes: [String: String] = [:]
  /// Whether it is its own end: `<user …/>`.
  private(set) var isEmpty = false

  subscript(attribute: String) -> String? { attributes[attribute] }

  /// All tags of a text, without comments and declarations.
  static func all(in text: String) -> [XMLTag] {
    var tags: [XMLTag] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[start...]
      if rest.hasPrefix("<!--") {
        guard let end = rest.range(of: "-->") else { break }
        rest = rest[end.upperBound...]
        continue
      }
      guard let end = end(of: rest) else { break }
      if let tag = XMLTag(rest[rest.index(after: rest.startIndex)..<end]) { tags.append(tag) }
      rest = rest[rest.index(after: end)...]
    }
    return tags
  }

  /// Where a tag ends: at the first `>` outside of quotation marks.
  private static func end(of text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return index
      }
    }
    return nil
  }

  private init?(_ inner: Substring) {
    let name = inner.prefix { !$0.isWhitespace && $0 != ">" }
    guard !name.isEmpty, name.first != "!", name.first != "?" else { return nil }
    isEmpty = inner.last == "/" && name.first != "/"
    self.name = String(name.last == "/" ? name.dropLast() : name)
    var rest = inner.dropFirst(name.count)
    while let equals = rest.firstIndex(of: "=") {
      let key = rest[..<equals].trimmingCharacters(in: .whitespacesAndNewlines)
      let behind = rest[rest.index(after: equals)...].drop { $0.isWhitespace }
      guard let quote = behind.first, quote == "\"" || quote == "'" else { return }
      let value = behind.dropFirst()
      guard let end = value.firstIndex(of: quote) else { return }
      attributes[key] = Self.decoded(value[..<end])
      rest = value[value.index(after: end)...]
    }
  }

  private static func decoded(_ text: Substring) -> String {
    var text = String(text)
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ] { text = text.replacingOccurrences(of: entity, with: character) }
    return text
  }
}
