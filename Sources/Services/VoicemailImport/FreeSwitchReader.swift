import Foundation
import Store

/// Reads what FreeSWITCH's mod_voicemail keeps: the tables `voicemail_msgs` and `voicemail_prefs`, the
/// files beside them, and the users of the directory in XML.
///
///     STORAGE/…/DOMAIN/USER/{msg_UUID,greeting_N,recorded_name}.{wav,mp3,…}
public enum FreeSwitchReader {
  /// Reads all mailboxes.
  /// - Parameters:
  ///   - database: The path of `voicemail_default.db`.
  ///   - storage: The folder of the files, such as `/var/lib/freeswitch/storage/voicemail`.
  ///   - directory: The folder of the users' XML files, if there is one.
  /// - Throws: If one of them cannot be read at all.
  public static func read(
    database path: String, storage: String, directory: String?
  ) throws -> ForeignMailboxes {
    guard FileManager.default.fileExists(atPath: path) else {
      throw ForeignSoundError(description: "There is no file \(path).")
    }
    var found = ForeignMailboxes(system: "freeswitch")
    let database = try OtherDatabase(sqlite: path)
    let files = FreeSwitchFiles(storage: storage)
    let prefs = try database.rows(
      "SELECT username, domain, name_path, greeting_path, password FROM voicemail_prefs")
    let messages = try database.rows(
      """
      SELECT username, domain, uuid, cid_number, file_path, flags, read_flags,
        CAST(read_epoch AS TEXT), CAST(created_epoch AS TEXT)
      FROM voicemail_msgs ORDER BY created_epoch, uuid
      """)
    var mailboxes = Mailboxes()
    let domains = Set((prefs + messages).compactMap { $0[1] })
    if let directory {
      for user in try FreeSwitchDirectory(folder: directory).users {
        let home = user.domain.map { [$0] } ?? domains.sorted()
        if home.isEmpty {
          found.remarks.append("The user \(user.id) of the directory is in no domain.")
        }
        for domain in home { user.fill(&mailboxes[domain, user.id]) }
      }
    }
    for row in prefs { read(pref: row, files, into: &mailboxes) }
    for row in messages { read(message: row, files, into: &mailboxes) }
    found.mailboxes = mailboxes.all
    return found
  }

  private static func read(
    pref row: [String?], _ files: FreeSwitchFiles, into mailboxes: inout Mailboxes
  ) {
    guard let user = row[0], let domain = row[1] else { return }
    if let code = row[4], !code.isEmpty {
      // What the user has chosen by phone counts before what the directory says.
      mailboxes[domain, user].passcode = ForeignPasscode(digits: code)
    }
    if let path = row[2], !path.isEmpty {
      mailboxes[domain, user].add(name: files.file(path, of: user, domain))
    }
    if let path = row[3], !path.isEmpty {
      mailboxes[domain, user].add(greeting: files.file(path, of: user, domain))
    }
  }

  private static func read(
    message row: [String?], _ files: FreeSwitchFiles, into mailboxes: inout Mailboxes
  ) {
    guard let user = row[0], let domain = row[1], let uuid = row[2], let path = row[4] else {
      return
    }
    guard row[5] != "delete" else {
      mailboxes[domain, user].remarks.append("msg_\(uuid) is deleted there: it does not come.")
      return
    }
    let number = row[3] ?? ""
    mailboxes[domain, user].messages.append(
      ForeignMessage(
        id: uuid, place: "msg_\(uuid)", state: row[7] == "0" || row[7] == nil ? .new : .saved,
        isUrgent: row[6] == "A_URGENT", from: ForeignMessage.number(number),
        receivedSeconds: row[8].flatMap { Int64($0) },
        sounds: [.files([files.file(path, of: user, domain)])]))
  }

  /// The mailboxes by domain and user; one that is asked for is made.
  struct Mailboxes {
    private var byTitle: [String: ForeignMailbox] = [:]

    subscript(domain: String, user: String) -> ForeignMailbox {
      get {
        byTitle["\(domain)/\(user)"] ?? ForeignMailbox(context: domain, number: user)
      }
      set { byTitle["\(domain)/\(user)"] = newValue }
    }

    /// By domain and number.
    var all: [ForeignMailbox] {
      byTitle.values.sorted { ($0.context, $0.number) < ($1.context, $1.number) }
    }
  }
}

/// Where files lie that FreeSWITCH names by the paths of its own machine.
struct FreeSwitchFiles {
  let storage: String

  /// The path of a file here: below the storage, or as it is named.
  func file(_ path: String, of user: String, _ domain: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let places = ["", "/default", "/voicemail/default", "/voicemail"].map {
      "\(storage)\($0)/\(domain)/\(user)/\(name)"
    }
    let there = (places + [path]).first { FileManager.default.fileExists(atPath: $0) }
    return there ?? places[0]
  }
}

extension ForeignMailbox {
  /// Adds the one greeting that FreeSWITCH plays for every reason.
  mutating func add(greeting path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    add(greeting: name, .files([path]))
  }

  mutating func add(greeting name: String, _ sound: ForeignSound) {
    greetings.append(ForeignGreeting(name: name, purpose: .noAnswer, sound: sound))
    greetings.append(ForeignGreeting(name: "\(name) (busy)", purpose: .busy, sound: sound))
  }

  /// Adds the recorded name.
  mutating func add(name path: String) {
    greetings.append(
      ForeignGreeting(name: "recorded_name", purpose: .name, sound: .files([path])))
  }
}

extension ForeignMessage {
  /// A caller's number as FreeSWITCH keeps it: words such as `anonymous` stand for none.
  static func number(_ text: String) -> String {
    let digits = text.filter(\.isNumber)
    return digits.isEmpty || digits.allSatisfy { $0 == "0" } ? "" : text
  }
}
