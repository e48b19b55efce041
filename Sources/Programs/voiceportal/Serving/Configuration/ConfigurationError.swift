/// Everything that is wrong with a configuration file.
struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// One thing that is wrong.
  struct Fault: Equatable, CustomStringConvertible {
    var file: String
    /// From 1; `nil`: the file as a whole.
    var line: Int?
    /// Names of fields and places in lists (from 1), such as `lines 1 media ports`; empty: none.
    var field: String
    /// A sentence.
    var reason: String

    var description: String {
      let place = line.map { "\(file):\($0)" } ?? file
      return field.isEmpty ? "\(place): \(reason)" : "\(place): \(field): \(reason)"
    }
  }

  /// In the order of the file.
  var faults: [Fault]

  /// A line each.
  var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Why a value of the file cannot be used: a sentence.
struct Refusal: Error, CustomStringConvertible {
  let reason: String
  var description: String { reason }

  init(_ reason: String) { self.reason = reason }
}
