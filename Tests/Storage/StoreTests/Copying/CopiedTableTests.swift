import Mailbox
import Testing

@testable import Store

/// A copy leaves no table behind that is not named here with its reason: a new table has to be copied
/// too, or to be named.
@Suite struct CopiedTableTests {
  /// What is of one place or one moment.
  private static let left: Set<String> = [
    // The feed, and decisions of calls that are on.
    "changes", "forgotten_changes", "dispositions",
    // What a server notes of itself, and the database of its form.
    "facts", "schema_version", "write_gate",
    // Leases of nodes.
    "nodes", "duties",
  ]

  /// A house on SQLite with a row in every table.
  private func furnish(_ folder: DataFolder) throws -> Mailboxes {
    let store = try folder.open()
    let system = try TestSystem(
      StoreMaker(testDescription: "furnished") { _ in StoreMaker.Made(store: store) }
    ) {
      $0.hooks.urls = ["https://crm.example.com/events"]
      $0.hooks.secret = HookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    }
    defer { withExtendedLifetime(system) {} }
    try store.setParts(ServerParts(mail: true, transcription: true))
    let (anna, ben) = (system.anna, system.ben)
    try system.adjust(anna) {
      $0.email = "anna@example.com"
      $0.settings.notification.noticeAddress = "anna@example.com"
      $0.settings.notification.transcription = true
    }
    try system.adjust(ben) {
      $0.email = "ben@example.com"
      $0.settings.notification.storage = .email
    }
    try system.deposit(to: anna, isUrgent: true)
    try system.deposit(to: ben)
    let (job, _) = try #require(try store.leaseTranscript())
    try store.settleTranscript(
      of: job.message, .done(Transcript(text: "Call me", language: "en", engine: "Test")))
    let sound = [Int16](repeating: 7, count: 9_000)
    try system.accounts.setGreeting(.busy, of: anna.id, to: sound)
    try system.accounts.setAnnouncement("Holiday", of: .company(system.company.id), to: sound)
    try system.accounts.setAnnouncement("Mine", of: .user(anna.id), to: sound)
    var list = try DistributionList(number: 3, description: "Team")
    try list.add(ben.id, typedAs: "112")
    try system.accounts.set(list, of: anna.id)
    try system.accounts.setWebPassword(WebPassword("correct horse battery"), of: anna.id)
    try system.accounts.keep(
      Credential(
        hash: "h", kind: .accessToken, user: anna.id, expires: .max, value: "{}"), told: "made")
    _ = try system.accounts.noteImport(of: "asterisk 111", for: anna.id)
    _ = system.logIn("111111", as: system.carla)
    try nameAndForward(store, system)
    let hook = try #require(try store.leaseHooks(limit: 1).first)
    _ = try store.settleHook(hook.id, .unreachable("nobody is there"))
    return store
  }

  /// A list's recorded name, and a message that was sent on.
  private func nameAndForward(_ store: Mailboxes, _ system: TestSystem) throws {
    let message = try #require(try system.accounts.messages(of: system.anna.id).first)
    let (anna, ben, part) = (system.anna.id, system.ben.id, try #require(message.parts.first))
    try store.storage.write { (rows) throws(StoreError) in
      try rows.setListName(3, of: anna, to: part)
      _ = try rows.add(
        NewMessage(
          mailbox: anna, isUrgent: false, isConfidential: false, from: TestSystem.stranger,
          sender: nil, received: TestSystem.start, leftAt: TestSystem.start,
          forwarders: [Forwarder(user: ben, number: "112")], parts: [part], take: nil))
    }
  }

  private func counts(_ folder: DataFolder) throws -> [String: Int64] {
    let database = try Database(path: folder.path + "/voiceportal.db", access: .readOnly)
    let tables = try database.all(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ) { $0.text(0) }
    var counts: [String: Int64] = [:]
    for table in tables where !Self.left.contains(table) {
      counts[table] = try database.first("SELECT count(*) FROM \(table)") { $0.integer(0) }
    }
    return counts
  }

  private func counts(_ home: PostgresHome) throws -> [String: Int64] {
    let connection = try home.connect()
    let tables = try connection.all(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    ) { $0.text(0) }
    var counts: [String: Int64] = [:]
    for table in tables where !Self.left.contains(table) {
      counts[table] = try connection.first("SELECT count(*) FROM \(table)") { $0.integer(0) }
    }
    return counts
  }

  @Test func `from SQLite to PostgreSQL and back every table comes along`() throws {
    let (first, home, last) = (try DataFolder(), try PostgresHome(), try DataFolder())
    first.now = TestSystem.start
    last.now = TestSystem.start
    let source = try furnish(first)
    let before = try counts(first)
    for (table, count) in before { #expect(count > 0, "nothing in \(table): furnish it") }
    let middle = try home.open()
    let there = try StorageCopy(from: source, to: middle, passcodes: .kept).run()
    #expect(there.mails > 0 && there.events > 0)
    for (table, count) in try counts(home) { #expect(count > 0, "\(table) is empty") }
    let target = try last.open()
    let back = try StorageCopy(from: middle, to: target, passcodes: .kept).run()
    #expect(back == there)
    let after = try counts(last)
    for (table, count) in before { #expect(after[table] == count, "\(table)") }
    try comparesKeys(source, target)
  }

  /// Keys inside of rows name what they named before.
  private func comparesKeys(_ source: Mailboxes, _ target: Mailboxes) throws {
    func portrait(_ store: Mailboxes) throws -> [String] {
      let company = try #require(try store.accounts.companies().first)
      var lines: [String] = []
      for user in try store.accounts.users(of: company.id).sorted(by: {
        $0.firstName < $1.firstName
      }) {
        let ids = try store.accounts.messages(of: user.id).map(\.id).sorted()
        let name = { (id: Int64?) in id.flatMap { ids.firstIndex(of: $0) } as Any }
        for mail in try store.mail(limit: 100) where mail.user == user.id {
          lines.append("\(user.firstName) mail \(mail.token) \(name(mail.message?.id))")
        }
        for hook in try store.hooks(limit: 100) where hook.user == user.id {
          #expect(hook.event.mailbox?.id == user.id)
          lines.append("\(user.firstName) event \(hook.event.id) \(name(hook.event.message?.id))")
        }
        for id in ids {
          let text = try store.storage.read { (rows) throws(StoreError) in
            try rows.transcript(of: id)
          }
          lines.append("\(user.firstName) text \(text?.user == user.id) \(name(text?.message))")
        }
      }
      return lines
    }
    #expect(try portrait(source) == portrait(target))
    #expect(try portrait(source).contains { $0.contains("text true") })
  }
}
