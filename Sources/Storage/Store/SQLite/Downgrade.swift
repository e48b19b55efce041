/// The way back to an older program, which there is not: a migration is not undone. An older program
/// does not know what a newer one has kept, and what it does not know it would lose.
public enum Downgrade {
  /// Why a directory is not brought back to an older schema, and how to go back: sentences for the
  /// operator.
  public static func refusal(of folder: String) -> String {
    let known = Schema.scripts.count
    let path = DataDirectory(folder).database
    var found: Int?
    do throws(StoreError) {
      let database = try Database(path: path, access: .inspection)
      found = try database.first("PRAGMA user_version") { $0.int(0) } ?? 0
    } catch {
      found = nil
    }
    let state = found.map { "\(path) has schema \($0)" } ?? "No database was read in \(folder)"
    return """
      A data directory is not brought back to an older schema: what the newer one holds would be \
      lost. \(state), this program's is \(known); nothing was changed. To go back, stop the server, \
      install the older program, move \(folder) away, and restore the backup from before the upgrade: \
      'voiceportal restore BACKUP --data \(folder)'. Messages that came since are only in the \
      directory that was moved away.
      """
  }
}
