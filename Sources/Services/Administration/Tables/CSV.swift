/// Comma-separated values (RFC 4180), with the semicolon or tab that some spreadsheets write instead,
/// and the line `sep=;` by which they tell it.
public struct CSV: Sendable {
  /// One record of the file.
  public struct Row: Equatable, Sendable {
    /// As a spreadsheet counts: the header is row 1.
    public var number: Int
    public var cells: [String]
  }

  public var header: [String]
  public var rows: [Row]

  /// Reads a text. The separator is the one that the header holds more often, outside quotes.
  /// Empty rows count, but are left out.
  /// - Throws: ``CSVError``.
  public init(_ text: String) throws(CSVError) {
    // In Swift CR and LF together are one character, and a byte order mark is one of its own.
    var text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    let named = Self.namedSeparator(of: text)
    // The line that names it is row 1 of the spreadsheet.
    if named != nil { text = text.drop { !$0.isNewline }.dropFirst() }
    var reader = Reader(
      text, separator: named ?? Self.separator(of: text), rowsBefore: named == nil ? 0 : 1)
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

  /// One row of text, with its line end. Quoted where it must be, and safe in a spreadsheet.
  public static func line(_ cells: [String], separator: Character = ",") -> String {
    let quoted = cells.map(safe).map { cell in
      let needsQuotes = cell.contains {
        $0 == "," || $0 == ";" || $0 == "\"" || $0.isNewline || $0.isWhitespace
      }
      guard needsQuotes else { return cell }
      return "\"" + cell.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : "\($1)" } + "\""
    }
    return quoted.joined(separator: "\(separator)") + "\r\n"
  }

  /// A cell that a spreadsheet does not take for a formula: what begins with `=`, `+`, `-` or `@` gets
  /// an apostrophe, which ``plain(_:)`` takes away again.
  public static func safe(_ cell: String) -> String { isFormula(cell) ? "'" + cell : cell }

  /// A cell without the apostrophe of ``safe(_:)``.
  public static func plain(_ cell: String) -> String {
    cell.first == "'" && isFormula(cell) ? String(cell.dropFirst()) : cell
  }

  private static func isFormula(_ cell: String) -> Bool {
    guard let first = cell.first(where: { $0 != "'" }) else { return false }
    return first.isNewline || ["=", "+", "-", "@", "\t"].contains(first)
  }

  private static func namedSeparator(of text: Substring) -> Character? {
    let line = text.prefix { !$0.isNewline }
    guard line.count == 5, line.prefix(4).lowercased() == "sep=" else { return nil }
    return line.last
  }

  private static func separator(of text: Substring) -> Character {
    var isQuoted = false
    var counts: [Character: Int] = [:]
    for letter in text {
      if letter == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if letter.isNewline { break }
      if ",;\t".contains(letter) { counts[letter, default: 0] += 1 }
    }
    // Of two that are as frequent, the comma, then the semicolon.
    return ([",", ";", "\t"] as [Character]).max {
      (counts[$0] ?? 0, $0 == "," ? 1 : 0) < (counts[$1] ?? 0, $1 == "," ? 1 : 0)
    } ?? ","
  }
}

/// What is wrong with the form of a CSV text.
public struct CSVError: Error, Equatable {
  /// As a spreadsheet counts.
  public var row: Int
  public var reason: String

  /// Something wrong in a row.
  public init(row: Int, reason: String) { (self.row, self.reason) = (row, reason) }
}

/// Takes a text apart, row by row.
private struct Reader {
  private var rest: Substring
  private let separator: Character
  private var number: Int

  /// - Parameter rowsBefore: Of the file, before this text.
  init(_ text: Substring, separator: Character, rowsBefore: Int) {
    rest = text
    self.separator = separator
    number = rowsBefore
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
