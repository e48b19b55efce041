import Commands
import Mailbox
import Store

/// Mailboxes with messages by the number, as the portal would have made them one by one: companies of 1,000
/// mailboxes, ten messages in each, a sound of its own in each message. Only the bytes of the sounds are
/// few.
struct GrowthRows {
  let database: BenchDatabase
  static let mailboxesOfCompany = 1_000
  static let messagesOfMailbox = 10

  /// Makes the company and the user that all others are copies of.
  init(_ database: BenchDatabase, through store: Mailboxes) throws {
    self.database = database
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    let accounts = store.accounts
    let company = try accounts.add(
      Company(name: "Pattern", plan: plan, portalNumber: Self.portal(of: nil)))
    var user = User(
      company: company.id, firstName: "Person", lastName: "Number",
      mainNumber: try PhoneNumber(typed: Self.number(of: nil), in: plan),
      extension: try Extension("99999"), language: .en, timeZone: "Europe/Berlin")
    user.settings.quota = MailboxQuota.greatest
    user = try accounts.add(user)
    try accounts.setPasscode(Passcode(BenchCompany.passcode), of: user.id, assigned: false)
  }

  /// The portal's number of a mailbox's company; `nil`: of the pattern's.
  static func portal(of mailbox: Int?) -> String {
    "+492119" + padded(mailbox.map { $0 / mailboxesOfCompany } ?? 9_999_999)
  }

  /// The main number of a mailbox; `nil`: of the pattern.
  static func number(of mailbox: Int?) -> String { "+492112" + padded(mailbox ?? 9_999_999) }

  /// The key of a mailbox's user.
  static func user(of mailbox: Int) -> Int64 { Int64(mailbox + 1_000) }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }

  /// Adds the mailboxes of a range.
  func add(_ range: Range<Int>) throws {
    // Transactions of moderate size.
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 100_000) {
      try database.run(Self.script(start..<min(start + 100_000, range.upperBound)))
    }
    try database.run(Self.ending)
  }

  // What triggers and keys would do for each row is in the rows already.
  private static func script(_ range: Range<Int>) -> String {
    let size = mailboxesOfCompany
    let messages = messagesOfMailbox
    let (first, last) = (range.lowerBound, range.upperBound - 1)
    return """
      SET session_replication_role = replica;
      SET synchronous_commit = off;
      BEGIN;
      CREATE TEMP TABLE pattern AS SELECT u.value AS user_value, c.value AS company_value,
        c.keeps_deleted_days, c.portal, p.hash, p.set_at
        FROM users u JOIN companies c ON c.id = u.company JOIN passcodes p ON p.user_id = u.id
        WHERE c.name = 'Pattern';
      CREATE TEMP TABLE boxes AS
        SELECT i, i + 1000 AS id, i / \(size) + 1000 AS company, (100000 + i % \(size))::text AS extension,
          '+492112' || lpad(i::text, 7, '0') AS number
        FROM generate_series(\(first)::bigint, \(last)) i;
      INSERT INTO companies (id, name, portal, keeps_deleted_days, revision, value)
        SELECT k + 1000, 'Company ' || k, replace(portal, '9999999', lpad(k::text, 7, '0')),
          keeps_deleted_days, 1, (company_value::jsonb || jsonb_build_object('id', k + 1000,
            'name', 'Company ' || k, 'portalNumber', '+492119' || lpad(k::text, 7, '0')))::text
        FROM pattern, generate_series(\(first / size)::bigint, \(last / size)) k
        ON CONFLICT DO NOTHING;
      INSERT INTO users (id, company, revision, value)
        SELECT id, company, 1, (user_value::jsonb || jsonb_build_object('id', id, 'company', company,
          'extension', extension, 'mainNumber', number, 'lastName', 'Number ' || i))::text
        FROM boxes, pattern;
      INSERT INTO numbers (number, user_id)
        SELECT number, id FROM boxes UNION ALL SELECT company || '/' || extension, id FROM boxes;
      INSERT INTO passcodes (user_id, hash, set_at, is_assigned)
        SELECT id, hash, set_at, false FROM boxes, pattern;
      INSERT INTO passcode_history (user_id, hash) SELECT id, hash FROM boxes, pattern;
      INSERT INTO mailboxes (user_id, new_count, saved_count, milliseconds)
        SELECT id, 3, \(messages - 3), \(messages) * 20000 FROM boxes;
      INSERT INTO changes (sequence, kind, company, user_id, message, at)
        SELECT i + 1000, 'messageArrived', company, id, i * \(messages) + 1000,
          extract(epoch FROM now())::bigint * 1000 - 1000 FROM boxes;
      INSERT INTO audio (id, hash, milliseconds, bytes, uses)
        SELECT n + 1000, md5(n::text) || md5('b' || n), 20000, 160044, 1
        FROM generate_series(\(first * messages)::bigint, \((last + 1) * messages - 1)) n;
      INSERT INTO sounds (hash, content)
        SELECT md5(n::text) || md5('b' || n), decode(md5('c' || n) || md5('d' || n), 'hex')
        FROM generate_series(\(first * messages)::bigint, \((last + 1) * messages - 1)) n;
      INSERT INTO messages (id, mailbox, rank, received, is_urgent, is_confidential, milliseconds,
          sender_number, take)
        SELECT n + 1000, n / \(messages) + 1000, CASE WHEN n % \(messages) < 3 THEN 1 ELSE 2 END,
          extract(epoch FROM now())::bigint * 1000 - (n % \(messages) + 1) * 3600000, false, false, 20000,
          '+4930' || lpad((n * 7919 % 10000000)::text, 7, '0'), hashint8extended(n, 1)
        FROM generate_series(\(first * messages)::bigint, \((last + 1) * messages - 1)) n;
      INSERT INTO message_audio (message, position, audio)
        SELECT n + 1000, 0, n + 1000
        FROM generate_series(\(first * messages)::bigint, \((last + 1) * messages - 1)) n;
      COMMIT;
      """
  }

  private static let ending = """
    SELECT setval(pg_get_serial_sequence(name, 'id'), greatest(top, 1)) FROM (VALUES
      ('companies', (SELECT max(id) FROM companies)), ('users', (SELECT max(id) FROM users)),
      ('audio', (SELECT max(id) FROM audio)), ('messages', (SELECT max(id) FROM messages))
      ) AS tables (name, top);
    SELECT setval('change_numbers', (SELECT max(sequence) FROM changes));
    VACUUM ANALYZE;
    CHECKPOINT;
    """
}
