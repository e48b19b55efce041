import CSQLite
import Foundation
import Mailbox
import SoundFiles
import Store
import Testing

@testable import VoicemailImport

/// What of FreeSWITCH's files is understood: a database and files that the test writes as mod_voicemail
/// does.
@Suite struct FreeSwitchReaderTests {
  /// A folder with a database, a storage and a directory; people are made up.
  private final class Source {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vp-\(UUID())").path
    var database: String { folder + "/voicemail_default.db" }
    var storage: String { folder + "/voicemail" }
    var directory: String { folder + "/directory" }

    init() throws {
      let home = storage + "/default/pbx.example/1000"
      for path in [home, directory] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      for name in ["msg_a1", "msg_b2", "greeting_2", "recorded_name"] {
        try Sound(samples: (0..<12_000).map { Int16($0 % 40 * 400 - 8_000) }).write(
          to: "\(home)/\(name).wav", format: .wav)
      }
      // Paths are those of the machine that FreeSWITCH ran on.
      let old = "/usr/local/freeswitch/storage/voicemail/default/pbx.example/1000"
      try run(
        """
        CREATE TABLE voicemail_msgs (created_epoch INTEGER, read_epoch INTEGER,
          username VARCHAR(255), domain VARCHAR(255), uuid VARCHAR(255), cid_name VARCHAR(255),
          cid_number VARCHAR(255), in_folder VARCHAR(255), file_path VARCHAR(255),
          message_len INTEGER, flags VARCHAR(255), read_flags VARCHAR(255),
          forwarded_by VARCHAR(255));
        CREATE TABLE voicemail_prefs (username VARCHAR(255), domain VARCHAR(255),
          name_path VARCHAR(255), greeting_path VARCHAR(255), password VARCHAR(255));
        INSERT INTO voicemail_msgs VALUES
          (1767520800, 0, '1000', 'pbx.example', 'a1', 'Otto', '02215550123', 'inbox',
            '\(old)/msg_a1.wav', 2, '', 'A_URGENT', ''),
          (1767520900, 1767530000, '1000', 'pbx.example', 'b2', 'anonymous', 'anonymous', 'inbox',
            '\(old)/msg_b2.wav', 2, 'save', 'B_NORMAL', ''),
          (1767521000, 0, '1000', 'pbx.example', 'c3', '', '1001', 'inbox',
            '\(old)/msg_c3.wav', 2, 'delete', 'B_NORMAL', ''),
          (1767521100, 0, '1000', 'pbx.example', 'd4', '', '1001', 'inbox',
            '\(old)/msg_d4.wav', 2, '', 'B_NORMAL', '');
        INSERT INTO voicemail_prefs VALUES ('1000', 'pbx.example', '\(old)/recorded_name.wav',
          '\(old)/greeting_2.wav', '830517');
        """)
      try Data(
        """
        <include><!-- <user id="9"> --><user id="1000" number-alias="1000">
          <params><param name="vm-password" value="1000"/>
            <param name="vm-mailto" value="kim@example.com"/>
            <param name="vm-email-all-messages" value="true"/>
            <param name="vm-attach-file" value="true"/></params>
          <variables><variable name="effective_caller_id_name" value="Kim &amp; Jo Rasmussen"/>
            <variable name="default_language" value="nl"/></variables>
        </user></include>
        """.utf8
      ).write(to: URL(fileURLWithPath: directory + "/1000.xml"))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func run(_ script: String) throws {
      var handle: OpaquePointer?
      try #require(unsafe sqlite3_open(database, &handle) == SQLITE_OK)
      defer { unsafe sqlite3_close(handle) }
      try #require(unsafe sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK)
    }

    func found() throws -> ForeignMailboxes {
      try FreeSwitchReader.read(database: database, storage: storage, directory: directory)
    }
  }

  @Test func `a mailbox has what database and directory say`() throws {
    let source = try Source()
    let found = try source.found()
    #expect(found.mailboxes.map(\.title) == ["pbx.example/1000"])
    let kim = try #require(found.mailboxes.first)
    #expect(kim.name == "Kim & Jo Rasmussen")
    #expect(kim.language == "nl")
    #expect(kim.mail.address == "kim@example.com")
    #expect(kim.mail.attachesSound)
    // What she chose by phone counts before the directory.
    #expect(kim.passcode?.digits == "830517")
  }

  @Test func `messages have state, urgency, caller and time`() throws {
    let source = try Source()
    let messages = try #require(try source.found().mailboxes.first).messages
    #expect(messages.map(\.id) == ["a1", "b2", "d4"])
    #expect(messages.map(\.state) == [.new, .saved, .new])
    #expect(messages.map(\.isUrgent) == [true, false, false])
    #expect(messages.map(\.from) == ["02215550123", "", "1001"])
    #expect(messages.first?.receivedSeconds == 1_767_520_800)
  }

  @Test func `it comes with the importer that all systems share`() throws {
    let source = try Source()
    let before = try Data(contentsOf: URL(fileURLWithPath: source.database))
    let accounts = Mailboxes(now: { 1_767_600_000_000 }).accounts
    _ = try accounts.add(
      Company(
        name: "Acme", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
        portalNumber: "0221-555-0"))
    let plan = try MailboxImport(of: try source.found(), into: accounts, ImportChoices())
    let row = try #require(plan.rows.first)
    #expect(row.remarks.contains("msg_c3 is deleted there: it does not come."))
    #expect(row.remarks.contains { $0.hasPrefix("msg_d4 does not come: There is no file ") })
    let outcome = try plan.carryOut(on: accounts)
    #expect(outcome.messages == 2)
    #expect(outcome.greetings == 3)
    let kim = try #require(try accounts.user(withNumber: "1000", of: 1))
    // One greeting is played there for every reason.
    #expect(kim.settings.greetings.slot(for: .noAnswer) == .personal)
    #expect(kim.settings.greetings.slot(for: .busy) == .busy)
    #expect(try Data(contentsOf: URL(fileURLWithPath: source.database)) == before)
  }

  @Test func `users are told apart by their domain, and pointers are none`() {
    let directory = FreeSwitchDirectory(
      text: """
        <section name="directory"><domain name="a.example"><user id="1"/>
        <groups><group name="x"><users><user id="1" type="pointer"/></users></group></groups>
        </domain><domain name="$${domain}"><user id='2' number-alias='22'></user></domain></section>
        """)
    #expect(directory.users.map(\.id) == ["1", "2"])
    #expect(directory.users.map(\.domain) == ["a.example", nil])
    #expect(directory.users.map(\.alias) == [nil, "22"])
  }
}
