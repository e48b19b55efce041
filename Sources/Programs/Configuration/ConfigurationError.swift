/// Everything that is wrong with a configuration file.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// One thing that is wrong.
  package struct Fault: Equatable, CustomStringConvertible {
    package var file: String
    /// From 1; `nil`: the file as a whole.
    package var line: Int?
    /// Names of fields and places in lists (from 1), such as `lines 1 media ports`; empty: none.
    package var field: String
    /// A sentence.
    package var reason: String

    package var description: String {
      let place = line.map { "\(file):\($0)" } ?? file
      return field.isEmpty ? "\(place): \(reason)" : "\(place): \(field): \(reason)"
    }
  }

  /// In the order of the file.
  package var faults: [Fault]

  /// A line each.
  package var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Why a value of the file cannot be used: a sentence.
package struct BadValue: Error, CustomStringConvertible {
  package let reason: String
  package var description: String { reason }

  package init(_ reason: String) { self.reason = reason }
}
