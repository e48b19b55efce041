/// Looks at a data directory without changing anything in it, beside a running server too.
public struct DirectoryCheck {
  /// One thing that was looked at.
  public struct Finding: Equatable, Sendable {
    /// What it was, such as `schema`.
    public let subject: String
    public let isGood: Bool
    /// One sentence.
    public let detail: String
  }

  private let directory: String
  private var findings: [Finding] = []

  /// Everything that was looked at in a directory, in order. What cannot be read is a finding.
  public static func findings(in directory: String) -> [Finding] {
    var check = DirectoryCheck(directory: directory)
    check.lookAtSecret()
    check.lookAtDatabase()
    return check.findings
  }

  private init(directory: String) { self.directory = directory }

  private mutating func lookAtSecret() {
    let path = directory + "/secret"
    look(at: "secret") { () throws(StoreError) in
      guard let status = try Disk.status(of: path) else { return (false, "\(path) is missing.") }
      guard !status.isOpenToOthers else {
        return (false, "\(path): others can read the secret; it must have mode 600.")
      }
      return status.size == 32 ? (true, "") : (false, "\(path) has \(status.size) bytes, not 32.")
    }
  }

  private mutating func lookAtDatabase() {
    let path = directory + "/voiceportal.db"
    do throws(StoreError) {
      guard try Disk.status(of: path) != nil else {
        return add("database", false, "\(path) is missing.")
      }
      let database = try Database(path: path, access: .readOnly)
      guard lookAtSchema(of: database) else { return }
      look(at: "integrity") { () throws(StoreError) in
        let words = try database.all("PRAGMA integrity_check(10)") { $0.text(0) }
        let orphans = try database.all("PRAGMA foreign_key_check") { $0.text(0) }
        let faults = (words == ["ok"] ? [] : words) + orphans.map { "a row of \($0) has no owner" }
        return (faults.isEmpty, faults.isEmpty ? "" : "\(path): " + faults.joined(separator: "; "))
      }
      lookAtSounds(of: database)
    } catch {
      add("database", false, "\(error)")
    }
  }

  /// Whether its tables can be read.
  private mutating func lookAtSchema(of database: Database) -> Bool {
    var isKnown = false
    look(at: "schema") { () throws(StoreError) in
      let known = Schema.scripts.count
      let found = try database.first("PRAGMA user_version") { $0.int(0) } ?? 0
      isKnown = found == known
      if found > known {
        throw .newerSchema(path: database.path, found: found, known: known)
      }
      return (true, isKnown ? "" : "\(found); the next start brings it to \(known).")
    }
    return isKnown
  }

  /// Rows without a file lose messages. Files without a row are only scrap: the next start of a
  /// server removes them.
  private mutating func lookAtSounds(of database: Database) {
    let audio = directory + "/audio"
    look(at: "sounds") { () throws(StoreError) in
      var files: Set<String> = []
      for folder in try Disk.names(in: audio) {
        for name in try Disk.names(in: "\(audio)/\(folder)") where name.hasSuffix(".wav") {
          files.insert(String(name.dropLast(4)))
        }
      }
      let rows = Set(try database.all("SELECT hash FROM audio") { $0.text(0) })
      let missing = rows.subtracting(files)
      if let first = missing.min() {
        return (false, "\(missing.count) sounds have no file, such as \(audio)/…/\(first).wav.")
      }
      let orphans = files.subtracting(rows).count
      return (
        true, orphans == 0 ? "" : "\(orphans) files without a use; the next start removes them."
      )
    }
    let incoming = directory + "/incoming"
    look(at: "recordings") { () throws(StoreError) in
      let names = try Disk.names(in: incoming)
      let count = names.filter { $0.hasSuffix(".wav") }.count
      return (true, count == 0 ? "" : "\(count) unfinished; the next start brings them in.")
    }
  }

  private mutating func look(
    at subject: String, _ body: () throws(StoreError) -> (isGood: Bool, detail: String)
  ) {
    do throws(StoreError) {
      let (isGood, detail) = try body()
      add(subject, isGood, detail)
    } catch {
      add(subject, false, "\(error)")
    }
  }

  private mutating func add(_ subject: String, _ isGood: Bool, _ detail: String) {
    findings.append(Finding(subject: subject, isGood: isGood, detail: detail))
  }
}
