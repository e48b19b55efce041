import Mailbox

/// Events that wait, and the URLs that fail.
extension SQLiteRows {
  func add(_ job: HookJob) throws(StoreError) -> HookJob {
    var job = job
    try database.run(
      """
      INSERT INTO hooks (company, url, lane, state, due, leased_until, value)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .integer(job.company), .text(job.url), .text(job.lane), .text(job.state.rawValue),
      .integer(job.due), .integer(job.leasedUntil), .text(try toJSON(job)))
    job.id = database.lastInsertedID
    return job
  }

  func hook(_ id: Int64) throws(StoreError) -> HookJob? {
    try database.first("SELECT id, value FROM hooks WHERE id = ?", .integer(id), read: hook)
  }

  func hooks(after id: Int64, limit: Int) throws(StoreError) -> [HookJob] {
    try database.all(
      "SELECT id, value FROM hooks WHERE id > ? ORDER BY id LIMIT ?", .integer(id),
      .integer(limit), read: hook)
  }

  func dueHooks(at moment: Int64, limit: Int) throws(StoreError) -> [HookJob] {
    let waiting = HookJob.State.waiting.rawValue
    return try database.all(
      """
      SELECT id, value FROM hooks AS h
      WHERE state = '\(waiting)' AND due <= ?1 AND leased_until <= ?1
        AND NOT EXISTS (SELECT 1 FROM hooks WHERE lane = h.lane AND state = '\(waiting)' AND id < h.id)
        AND NOT EXISTS (
          SELECT 1 FROM hook_endpoints WHERE company = h.company AND url = h.url AND due > ?1)
      ORDER BY due, id LIMIT ?2
      """, .integer(moment), .integer(limit), read: hook)
  }

  func update(_ job: HookJob) throws(StoreError) {
    try database.run(
      "UPDATE hooks SET state = ?, due = ?, leased_until = ?, value = ? WHERE id = ?",
      .text(job.state.rawValue), .integer(job.due), .integer(job.leasedUntil),
      .text(try toJSON(job)), .integer(job.id))
  }

  func removeHook(_ id: Int64) throws(StoreError) {
    try database.run("DELETE FROM hooks WHERE id = ?", .integer(id))
  }

  func hookEndpoints() throws(StoreError) -> [HookEndpoint] {
    try database.all("SELECT value FROM hook_endpoints ORDER BY company, url", read: endpoint)
  }

  func hookEndpoint(_ company: Int64, _ url: String) throws(StoreError) -> HookEndpoint? {
    try database.first(
      "SELECT value FROM hook_endpoints WHERE company = ? AND url = ?", .integer(company),
      .text(url), read: endpoint)
  }

  func set(_ endpoint: HookEndpoint) throws(StoreError) {
    try database.run(
      """
      INSERT INTO hook_endpoints (company, url, due, value) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET due = excluded.due, value = excluded.value
      """,
      .integer(endpoint.company), .text(endpoint.url), .integer(endpoint.due),
      .text(try toJSON(endpoint)))
  }

  func removeHookEndpoint(_ company: Int64, _ url: String) throws(StoreError) {
    try database.run(
      "DELETE FROM hook_endpoints WHERE company = ? AND url = ?", .integer(company), .text(url))
  }

  private func hook(_ row: Row) throws(StoreError) -> HookJob {
    var job = try fromJSON(row.text(1), as: HookJob.self, place: "database, hooks")
    job.id = row.integer(0)
    return job
  }

  private func endpoint(_ row: Row) throws(StoreError) -> HookEndpoint {
    try fromJSON(row.text(0), as: HookEndpoint.self, place: "database, hook_endpoints")
  }
}

extension HookJob {
  /// Events of one lane go one after the other: those of one mailbox to one URL.
  var lane: String { "\(company) \(user ?? 0) \(url)" }
}

extension HookJob: StoredRecord {
  static var requiredFields: [String] { ["company", "url", "event", "due", "expires"] }

  private struct Defaults: Encodable {
    var id = 0
    var state = State.waiting
    var leasedUntil = 0
    var tries = 0
  }

  static func defaults(for stored: JSONValue) -> any Encodable { Defaults() }
}

extension HookEndpoint: StoredRecord {
  static var requiredFields: [String] { ["company", "url", "failingSince", "lastAnswer"] }

  private struct Defaults: Encodable {
    var failures = 0
    var due = 0
  }

  static func defaults(for stored: JSONValue) -> any Encodable { Defaults() }
}

extension Schema {
  // Version 11: events on their way to the programs of companies, kept whole as JSON, and the URLs that
  // do not take them.
  static let hooks = """
    CREATE TABLE hooks (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      company INTEGER NOT NULL REFERENCES companies ON DELETE CASCADE,
      url TEXT NOT NULL,
      lane TEXT NOT NULL,
      state TEXT NOT NULL,
      due INTEGER NOT NULL,
      leased_until INTEGER NOT NULL,
      value TEXT NOT NULL
    ) STRICT;
    CREATE INDEX hooks_due ON hooks (state, due);
    CREATE INDEX hooks_in_order ON hooks (lane, state, id);
    CREATE INDEX hooks_of_company ON hooks (company);

    CREATE TABLE hook_endpoints (
      company INTEGER NOT NULL REFERENCES companies ON DELETE CASCADE,
      url TEXT NOT NULL,
      due INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (company, url)
    ) STRICT, WITHOUT ROWID;
    """
}
