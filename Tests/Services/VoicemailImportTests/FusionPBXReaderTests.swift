import Foundation
import Mailbox
import PostgresServer
import SoundFiles
import Store
import Testing

@testable import VoicemailImport

/// What of FusionPBX is understood: tables on a PostgreSQL of the test, with the columns that its
/// `app_config.php` files name, and sounds where FreeSWITCH puts them for it.
@Suite struct FusionPBXReaderTests {
  private static let domain = "00000000-0000-4000-8000-00000000000a"
  private static let home = "00000000-0000-4000-8000-0000000000b1"

  /// A database with these tables and a folder of sounds; people are made up.
  private final class Source {
    let server: PostgresServer
    let database = "fusionpbx_\(UInt32.random(in: .min ... .max))"
    let storage = FileManager.default.temporaryDirectory.appending(path: "vp-\(UUID())").path
    var folder: String { storage + "/default/pbx.example/1000" }

    /// - Parameter isOld: Whether the tables are those of a version without sounds in columns.
    init(isOld: Bool = false) throws {
      server = try PostgresServer.running
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try server.run("CREATE DATABASE \(database)", on: "postgres")
      try server.run(tables(isOld: isOld), on: database)
    }

    deinit {
      try? FileManager.default.removeItem(atPath: storage)
      try? server.run("DROP DATABASE \(database)", on: "postgres")
    }

    private func tables(isOld: Bool) -> String {
      let number = isOld ? "numeric" : "text"
      let (box, message, greeting) =
        isOld
        ? ("", "", "")
        : (
          ", voicemail_file text, voicemail_name_base64 text, voicemail_tutorial text",
          ", message_intro_base64 text, message_base64 text, message_transcription text",
          ", greeting_base64 text"
        )
      return """
        CREATE TABLE v_domains (domain_uuid uuid PRIMARY KEY, domain_name text);
        CREATE TABLE v_extensions (extension_uuid uuid PRIMARY KEY, domain_uuid uuid, extension text,
          effective_caller_id_name text, directory_first_name text, directory_last_name text);
        CREATE TABLE v_voicemails (domain_uuid uuid, voicemail_uuid uuid PRIMARY KEY,
          voicemail_id \(number), voicemail_password text, greeting_id numeric,
          voicemail_mail_to text, voicemail_attach_file text, voicemail_local_after_email text,
          voicemail_enabled text, voicemail_description text\(box));
        CREATE TABLE v_voicemail_messages (domain_uuid uuid, voicemail_message_uuid uuid PRIMARY KEY,
          voicemail_uuid uuid, created_epoch numeric, read_epoch numeric, caller_id_name text,
          caller_id_number text, message_length numeric, message_status text,
          message_priority text\(message));
        CREATE TABLE v_voicemail_greetings (voicemail_greeting_uuid uuid PRIMARY KEY,
          domain_uuid uuid, voicemail_id text, greeting_id numeric, greeting_name text,
          greeting_filename text, greeting_description text\(greeting));
        INSERT INTO v_domains VALUES ('\(domain)', 'pbx.example');
        INSERT INTO v_extensions VALUES ('\(domain)', '\(domain)', '1000', 'Kim R', 'Kim',
          'Rasmussen');
        INSERT INTO v_voicemails (domain_uuid, voicemail_uuid, voicemail_id, voicemail_password,
            greeting_id, voicemail_mail_to, voicemail_attach_file, voicemail_local_after_email,
            voicemail_enabled, voicemail_description)
          VALUES ('\(domain)', '\(home)', '1000', '830517', 2, 'kim@example.com', 'true', 'true',
            'true', '');
        """
    }

    func message(
      _ number: Int, _ seconds: Int, _ caller: String, _ status: String, _ priority: String
    ) throws {
      try server.run(
        """
        INSERT INTO v_voicemail_messages (domain_uuid, voicemail_message_uuid, voicemail_uuid,
            created_epoch, caller_id_number, message_length, message_status, message_priority)
          VALUES ('\(domain)', '\(Self.uuid(number))', '\(home)', \(seconds), '\(caller)', 2,
            '\(status)', '\(priority)')
        """, on: database)
    }

    static func uuid(_ number: Int) -> String {
      "00000000-0000-4000-8000-\(String(format: "%012d", number))"
    }

    func write(_ name: String, seconds: Int) throws {
      try Self.sound(seconds: seconds).write(to: "\(folder)/\(name).wav", format: .wav)
    }

    static func sound(seconds: Int) -> Sound {
      Sound(samples: (0..<seconds * 8_000).map { Int16($0 % 40 * 400 - 8_000) })
    }

    /// A sound as base64 in a column.
    func put(_ column: String, of table: String, seconds: Int, where condition: String) throws {
      let path = storage + "/column.wav"
      try Self.sound(seconds: seconds).write(to: path, format: .wav)
      let text = try Data(contentsOf: URL(filePath: path)).base64EncodedString()
      try FileManager.default.removeItem(atPath: path)
      try server.run(
        "UPDATE \(table) SET \(column) = '\(text)' WHERE \(condition)", on: database)
    }

    /// The mailboxes as they come into a company.
    func imported() throws -> (accounts: any Accounts, kim: User) {
      let mailboxes = Mailboxes(now: { 1_767_600_000_000 })
      let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
      let company = try mailboxes.accounts.add(
        Company(name: "pbx.example", plan: plan, portalNumber: "02215550100"))
      let found = try FusionPBXReader.read(
        postgresql: server.address(of: database), storage: storage)
      let outcome = try MailboxImport(of: found, into: mailboxes.accounts, ImportChoices())
        .carryOut(on: mailboxes.accounts)
      #expect(outcome.faults.isEmpty)
      let kim = try mailboxes.accounts.user(withNumber: "1000", of: company.id)
      return (mailboxes.accounts, try #require(kim))
    }
  }

  @Test(arguments: [false, true])
  func `mailboxes, messages and greetings come from tables and files`(isOld: Bool) throws {
    let source = try Source(isOld: isOld)
    try source.message(1, 1_767_520_800, "02215550123", "", "urgent")
    try source.message(2, 1_767_520_900, "anonymous", "saved", "normal")
    try source.message(3, 1_767_521_000, "1001", "deleted", "normal")
    try source.write("msg_\(Source.uuid(1))", seconds: 2)
    try source.write("intro_\(Source.uuid(1))", seconds: 1)
    try source.write("msg_\(Source.uuid(2))", seconds: 3)
    try source.write("greeting_2", seconds: 4)
    try source.write("recorded_name", seconds: 1)
    let (accounts, kim) = try source.imported()
    #expect(kim.fullName == "Kim Rasmussen")
    #expect(kim.mainNumber.e164 == "+492215551000")
    #expect(kim.settings.notification.copyAddress == "kim@example.com")
    #expect(try accounts.loginState(of: kim.id).hasPasscode)
    let messages = try accounts.messages(of: kim.id)
    #expect(messages.map(\.rank) == [.urgentNew, .saved])
    #expect(messages.map(\.from) == ["+492215550123", nil])
    #expect(messages.map { $0.received / 1_000 } == [1_767_520_800, 1_767_520_900])
    #expect(messages[0].parts.map { ($0.milliseconds + 500) / 1_000 }.reduce(0, +) == 3)
    #expect((try accounts.greeting(.busy, of: kim.id)?.milliseconds ?? 0) / 1_000 == 4)
    #expect(try accounts.greeting(.name, of: kim.id) != nil)
  }

  @Test func `sounds that the database keeps as base64 come too`() throws {
    let source = try Source()
    try source.message(1, 1_767_520_800, "02215550123", "", "normal")
    try source.put(
      "message_base64", of: "v_voicemail_messages", seconds: 2, where: "created_epoch > 0")
    try source.put("voicemail_name_base64", of: "v_voicemails", seconds: 1, where: "true")
    try source.server.run(
      """
      INSERT INTO v_voicemail_greetings (voicemail_greeting_uuid, domain_uuid, voicemail_id,
        greeting_id) VALUES ('\(Self.home)', '\(Self.domain)', '1000', 2)
      """, on: source.database)
    try source.put("greeting_base64", of: "v_voicemail_greetings", seconds: 5, where: "true")
    let (accounts, kim) = try source.imported()
    #expect(try accounts.messages(of: kim.id).map { $0.parts[0].milliseconds / 1_000 } == [2])
    #expect((try accounts.greeting(.personal, of: kim.id)?.milliseconds ?? 0) / 1_000 == 5)
    #expect(try accounts.greeting(.name, of: kim.id) != nil)
  }

  @Test func `nothing is written into the other system's database`() throws {
    let source = try Source()
    try source.message(1, 1_767_520_800, "1001", "", "normal")
    try source.write("msg_\(Source.uuid(1))", seconds: 1)
    let read = try OtherDatabase(postgresql: source.server.address(of: source.database))
    #expect(throws: StoreError.self) { try read.rows("DELETE FROM v_voicemails RETURNING 'x'") }
    _ = try source.imported()
    #expect(try read.rows("SELECT count(*)::text FROM v_voicemail_messages").first?.first == "1")
  }
}
