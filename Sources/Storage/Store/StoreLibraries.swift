import CPQ
import CSQLite
import CSodium

/// The libraries that keep mailboxes and passcodes.
public enum StoreLibraries {
  /// The name of each, and the version that is loaded.
  public static var versions: [String] {
    let postgres = PQlibVersion()
    return unsafe [
      "SQLite " + String(cString: sqlite3_libversion()),
      "libpq \(postgres / 10_000).\(postgres % 10_000)",
      "libsodium " + String(cString: sodium_version_string()),
    ]
  }
}
