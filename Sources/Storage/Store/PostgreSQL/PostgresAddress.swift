import CPQ
import Glibc
import Secrecy

/// Where a database is and how one connects to it: libpq's connection string
/// (`host=a,b dbname=voiceportal target_session_attrs=read-write`). It may hold a password, so it is
/// never shown.
struct PostgresAddress: Sendable {
  /// Which database, for errors.
  let place: String
  private let parameters: Secret<[(name: String, value: String)]>

  /// Reads a connection string. What it does not say about time-outs is set so that a server that has
  /// gone is noticed within seconds.
  init(_ text: String) throws(StoreError) {
    guard let given = Self.parsed(text) else {
      // libpq's words would repeat a part of it.
      throw .broken(
        place: "PostgreSQL",
        reason: "the connection string cannot be read; it is like 'host=HOST dbname=NAME user=USER'"
      )
    }
    var parameters = Self.defaults
    for (name, value) in given {
      parameters.removeAll { $0.name == name }
      parameters.append((name, value))
    }
    self.parameters = Secret(parameters)
    func value(_ name: String) -> String? { given.first { $0.0 == name }?.1 }
    let host = value("host") ?? value("hostaddr") ?? "this machine"
    place = "PostgreSQL database '\(value("dbname") ?? value("user") ?? "")' at \(host)"
  }

  private static let defaults: [(name: String, value: String)] = [
    ("fallback_application_name", "voiceportal"), ("connect_timeout", "5"),
    ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
    ("tcp_user_timeout", "10000"),
  ]

  private static func parsed(_ text: String) -> [(String, String)]? {
    guard let options = unsafe PQconninfoParse(text, nil) else { return nil }
    defer { unsafe PQconninfoFree(options) }
    var found: [(String, String)] = []
    var option = unsafe options
    while let name = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        found.append(unsafe (String(cString: name), String(cString: value)))
      }
      unsafe option += 1
    }
    return found
  }

  /// Hands the parameters over as libpq takes them: two lists that end with nothing.
  func withParameters<T>(
    _ body: (
      UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>
    ) -> T
  ) -> T {
    let names = unsafe parameters.revealed.map { unsafe strdup($0.name) }
    let values = unsafe parameters.revealed.map { unsafe strdup($0.value) }
    defer {
      for index in unsafe names.indices {
        unsafe free(names[index])
        unsafe free(values[index])
      }
    }
    let nameList = unsafe names.map { unsafe UnsafePointer($0) } + [nil]
    let valueList = unsafe values.map { unsafe UnsafePointer($0) } + [nil]
    return unsafe body(nameList, valueList)
  }
}
