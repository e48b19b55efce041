/// Comma-separated values (RFC 4180), with the semicolon that some spreadsheets write instead.
struct CSV {
  /// One record of the file.
  struct Row: Equatable {
    /// As a spreadsheet counts: the header is row 1.
    var number: Int
    var cells: [String]
  }

  var header: [String]
  var rows: [Row]

  /// Reads a text. The separator is the one that the header holds more often, outside quotes.
  /// Empty rows count, but are left out.
  /// - Throws: ``CSVError``.
  init(_ text: String) throws(CSVError) {
    // In Swift CR and LF together are one character, and a byte order mark is one of its own.
    let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    var reader = Reader(text, separator: Self.separator(of: text))
    var rows: [Row] = []
    while let row = try reader.next() {
      if row.cells.contains(where: { !$0.isEmpty }) { rows.append(row) }
    }
    guard let header = rows.first else { throw CSVError(row: 1, reason: "There is no header.") }
    self.header = header.cells
    self.rows = Array(rows.dropFirst())
    for row in self.rows where row.cells.count != header.cells.count {
      throw CSVError(
        row: row.number,
        reason: "It has \(row.cells.count) fields, the header has \(header.cells.count).")
    }
  }

  /// One row of text, with its line end. Quoted where it must be.
  static func line(_ cells: [String], separator: Character = ",") -> String {
    let quoted = cells.map { cell in
      let needsQuotes = cell.contains {
        $0 == "," || $0 == ";" || $0 == "\"" || $0.isNewline || $0.isWhitespace
      }
      guard needsQuotes else { return cell }
      return "\"" + cell.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : "\($1)" } + "\""
    }
    return quoted.joined(separator: "\(separator)") + "\r\n"
  }

  private static func separator(of text: Substring) -> Character {
    var isQuoted = false
    var balance = 0
    for letter in text {
      if letter == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if letter.isNewline { break }
      if letter == ";" { balance += 1 }
      if letter == "," { balance -= 1 }
    }
    return balance > 0 ? ";" : ","
  }
}

/// What is wrong with the form of a CSV text.
struct CSVError: Error, Equatable {
  /// As a spreadsheet counts.
  var row: Int
  var reason: String
}

/// Takes a text apart, row by row.
private struct Reader {
  private var rest: Substring
  private let separator: Character
  private var number = 0

  init(_ text: Substring, separator: Character) {
    rest = text
    self.separator = separator
  }

  mutating func next() throws(CSVError) -> CSV.Row? {
    guard !rest.isEmpty else { return nil }
    number += 1
    var cells = [try cell()]
    while let end = rest.popFirst(), !end.isNewline { cells.append(try cell()) }
    return CSV.Row(number: number, cells: cells)
  }

  /// Up to a separator or line end, which stays.
  private mutating func cell() throws(CSVError) -> String {
    guard rest.first == "\"" else {
      let cell = rest.prefix { $0 != separator && !$0.isNewline }
      rest = rest[cell.endIndex...]
      guard !cell.contains("\"") else {
        throw CSVError(row: number, reason: "A quotation mark stands inside a field.")
      }
      return String(cell)
    }
    var cell = ""
    rest.removeFirst()
    while let letter = rest.popFirst() {
      if letter != "\"" {
        cell.append(letter)
      } else if rest.first == "\"" {
        cell.append("\"")
        rest.removeFirst()
      } else {
        guard rest.first.map({ $0 == separator || $0.isNewline }) ?? true else {
          throw CSVError(row: number, reason: "Text follows a quoted field.")
        }
        return cell
      }
    }
    throw CSVError(row: number, reason: "A quoted field has no end.")
  }
}
