import Foundation
import Store

/// Reads what FusionPBX keeps: `v_voicemails`, `v_voicemail_messages` and `v_voicemail_greetings` in
/// PostgreSQL, and sounds in files or, as base64, in these tables. Columns that came with a later
/// version of FusionPBX are read through `to_jsonb`, which has none where there is none.
///
///     STORAGE/default/DOMAIN/MAILBOX/{msg_UUID,intro_UUID,greeting_N,recorded_name}.{wav,mp3,ogg}
public enum FusionPBXReader {
  /// Reads all mailboxes.
  /// - Parameters:
  ///   - connection: libpq's connection string. Nothing is written.
  ///   - storage: The folder of the files, such as `/var/lib/freeswitch/storage/voicemail`.
  /// - Throws: If the database cannot be read.
  public static func read(postgresql connection: String, storage: String) throws
    -> ForeignMailboxes
  {
    let tables = FusionPBXTables(
      database: try OtherDatabase(postgresql: connection), files: FreeSwitchFiles(storage: storage))
    var found = ForeignMailboxes(system: "fusionpbx")
    found.mailboxes = try tables.mailboxes()
    return found
  }
}

/// The tables as one connection sees them.
private struct FusionPBXTables {
  let database: OtherDatabase
  let files: FreeSwitchFiles

  private func has(_ table: String) throws -> Bool {
    try database.rows("SELECT (to_regclass('\(table)') IS NOT NULL)::text").first?.first == "true"
  }

  func mailboxes() throws -> [ForeignMailbox] {
    // Domains have names, and mailboxes the names of their extensions, in tables of other parts.
    let domain =
      try has("v_domains")
      ? "(SELECT d.domain_name FROM v_domains d WHERE d.domain_uuid = v.domain_uuid)"
      : "v.domain_uuid::text"
    let name =
      try has("v_extensions")
      ? """
      (SELECT coalesce(nullif(trim(concat_ws(' ', e.directory_first_name, e.directory_last_name)), ''),
        e.effective_caller_id_name) FROM v_extensions e
        WHERE e.domain_uuid = v.domain_uuid AND e.extension = v.voicemail_id::text LIMIT 1)
      """ : "NULL"
    let rows = try database.rows(
      """
      SELECT v.voicemail_uuid::text, \(domain)::text, v.voicemail_id::text,
        v.voicemail_password::text, v.voicemail_mail_to::text, to_jsonb(v)->>'voicemail_file',
        v.voicemail_local_after_email::text, v.voicemail_enabled::text,
        coalesce(\(name), v.voicemail_description)::text, v.greeting_id::text,
        (to_jsonb(v)->>'voicemail_name_base64' <> '')::text,
        (to_jsonb(v)->>'voicemail_attach_file')
      FROM v_voicemails v ORDER BY 2, 3
      """)
    return try rows.compactMap { row in
      guard let uuid = row[0], let number = row[2] else { return nil }
      var mailbox = ForeignMailbox(context: row[1] ?? "", number: number)
      mailbox.passcode = row[3].flatMap { $0.isEmpty ? nil : ForeignPasscode(digits: $0) }
      mailbox.note(addresses: row[4])
      // Versions before 4.2 had a column of yes or no.
      mailbox.mail.attachesSound = row[5].map { $0 == "attach" } ?? (row[11] == "true")
      mailbox.mail.deletesSent = row[6] == "false"
      mailbox.isOn = row[7] != "false"
      mailbox.name = row[8].flatMap { $0.isEmpty ? nil : $0 }
      if let greeting = row[9], greeting != "0", greeting != "-1" {
        try add(greeting: greeting, to: &mailbox, uuid)
      }
      if let sound = recordedName(of: mailbox, uuid, isInColumn: row[10]) {
        mailbox.greetings.append(
          ForeignGreeting(name: "recorded_name", purpose: .name, sound: sound))
      }
      try addMessages(to: &mailbox, uuid)
      return mailbox
    }
  }

  private func recordedName(
    of mailbox: ForeignMailbox, _ uuid: String, isInColumn: String?
  ) -> ForeignSound? {
    if let path = sound("recorded_name", mailbox) { return .files([path]) }
    guard isInColumn == "true" else { return nil }
    return decoded(
      "recorded_name",
      "SELECT voicemail_name_base64::text FROM v_voicemails WHERE voicemail_uuid = '\(uuid)'")
  }

  private func add(greeting id: String, to mailbox: inout ForeignMailbox, _ uuid: String) throws {
    let name = "greeting_\(id)"
    if let path = sound(name, mailbox) { return mailbox.add(greeting: name, .files([path])) }
    let condition = """
      FROM v_voicemail_greetings g JOIN v_voicemails v
        ON g.domain_uuid = v.domain_uuid AND g.voicemail_id::text = v.voicemail_id::text
      WHERE v.voicemail_uuid = '\(uuid)' AND g.greeting_id::text = '\(id)'
      """
    guard
      try database.rows("SELECT (to_jsonb(g)->>'greeting_base64' <> '')::text \(condition)").first?[
        0] == "true"
    else {
      mailbox.remarks.append("The greeting \(name) has no sound: it does not come.")
      return
    }
    mailbox.add(greeting: name, decoded(name, "SELECT g.greeting_base64::text \(condition)"))
  }

  private func addMessages(to mailbox: inout ForeignMailbox, _ uuid: String) throws {
    let rows = try database.rows(
      """
      SELECT voicemail_message_uuid::text, created_epoch::text, caller_id_number::text,
        message_status::text, message_priority::text,
        (to_jsonb(m)->>'message_base64' <> '')::text,
        (to_jsonb(m)->>'message_intro_base64' <> '')::text
      FROM v_voicemail_messages m WHERE voicemail_uuid = '\(uuid)' ORDER BY created_epoch
      """)
    for row in rows {
      guard let id = row[0] else { continue }
      guard row[3] != "deleted" else {
        mailbox.remarks.append("msg_\(id) is deleted there: it does not come.")
        continue
      }
      var sounds: [ForeignSound] = []
      if let intro = part("intro_\(id)", "message_intro_base64", row[6], mailbox, id) {
        sounds.append(intro)
      }
      sounds.append(
        part("msg_\(id)", "message_base64", row[5], mailbox, id)
          ?? .files([files.file("msg_\(id).wav", of: mailbox.number, mailbox.context)]))
      mailbox.messages.append(
        ForeignMessage(
          id: id, place: "msg_\(id)", state: row[3] == "saved" ? .saved : .new,
          isUrgent: row[4] == "urgent", from: ForeignMessage.number(row[2] ?? ""),
          receivedSeconds: row[1].flatMap { Double($0) }.map { Int64($0) }, sounds: sounds))
    }
  }

  /// A sound that is a file or, if it is none, in a column.
  private func part(
    _ name: String, _ column: String, _ isInColumn: String?, _ mailbox: ForeignMailbox, _ id: String
  ) -> ForeignSound? {
    if let path = sound(name, mailbox) { return .files([path]) }
    guard isInColumn == "true" else { return nil }
    return decoded(
      name,
      "SELECT \(column)::text FROM v_voicemail_messages WHERE voicemail_message_uuid = '\(id)'")
  }

  /// The file of a sound in whatever format it was recorded.
  private func sound(_ name: String, _ mailbox: ForeignMailbox) -> String? {
    ["wav", "mp3", "ogg"].lazy
      .map { files.file("\(name).\($0)", of: mailbox.number, mailbox.context) }
      .first { FileManager.default.fileExists(atPath: $0) }
  }

  /// A sound that is fetched when it is needed.
  private func decoded(_ name: String, _ query: String) -> ForeignSound {
    .bytes(name: name) { [database] in
      let text = try database.rows(query).first?.first ?? nil
      guard let bytes = Data(base64Encoded: text ?? "", options: .ignoreUnknownCharacters) else {
        throw ForeignSoundError(description: "\(name) is no base64.")
      }
      return [UInt8](bytes)
    }
  }
}
