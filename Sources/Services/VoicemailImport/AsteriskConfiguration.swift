import Foundation

/// One of Asterisk's configuration files: `[sections]` of lines `name = value` or `name => value`.
/// Comments (`;`, `;-- --;`) are left out, `#include` is followed.
struct AsteriskConfiguration {
  /// One line.
  struct Entry: Equatable {
    var name: String
    var value: String
  }

  /// The sections in the order in which they first stand; one that is written twice is one section.
  private(set) var sections: [(name: String, entries: [Entry])] = []
  /// What could not be followed, as sentences.
  private(set) var remarks: [String] = []

  private var isInComment = false
  private var depth = 0

  /// Reads a file, and those that it includes.
  /// - Throws: If it cannot be read; one that is included and cannot is a remark.
  init(path: String) throws { try read(path) }

  /// Reads a text without includes.
  init(text: String) { read(text, folder: nil) }

  /// The lines of a section; none if there is no such section.
  subscript(name: String) -> [Entry] { sections.first { $0.name == name }?.entries ?? [] }

  /// The last value of a name in a section.
  func value(_ name: String, in section: String) -> String? {
    self[section].last { $0.name.lowercased() == name }?.value
  }

  private mutating func read(_ path: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ForeignSoundError(description: "\(path) cannot be read.")
    }
    // Asterisk takes bytes as they are; old files are in Latin-1.
    let text =
      String(data: bytes, encoding: .utf8) ?? String(data: bytes, encoding: .isoLatin1) ?? ""
    read(text, folder: URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  private mutating func read(_ text: String, folder: String?) {
    for line in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
      read(line: withoutComment(line), folder: folder)
    }
  }

  private mutating func read(line: String, folder: String?) {
    if line.isEmpty { return }
    if line.first == "#" { return follow(line, folder: folder) }
    if line.first == "[", let end = line.firstIndex(of: "]") {
      // What stands behind, in parentheses, is of templates; `(+)` adds to the section.
      let name = String(line[line.index(after: line.startIndex)..<end])
      if !sections.contains(where: { $0.name == name }) { sections.append((name, [])) }
      current = sections.firstIndex { $0.name == name }
      return
    }
    guard let current, let equals = line.firstIndex(of: "=") else { return }
    var value = line[line.index(after: equals)...]
    if value.first == ">" { value.removeFirst() }
    sections[current].entries.append(
      Entry(name: Self.trimmed(line[..<equals]), value: Self.trimmed(value)))
  }

  private var current: Int?

  private mutating func follow(_ line: String, folder: String?) {
    let words = line.dropFirst().split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let verb = words.first, verb.hasSuffix("include"), words.count == 2 else {
      remarks.append("'\(line)' is not followed.")
      return
    }
    let name = words[1].trimmingCharacters(in: CharacterSet(charactersIn: "\"<> \t"))
    guard let folder, depth < 8 else { return }
    depth += 1
    defer { depth -= 1 }
    do {
      try read(name.hasPrefix("/") ? name : "\(folder)/\(name)")
    } catch {
      if verb == "include" { remarks.append("'\(line)' is not followed: \(error)") }
    }
  }

  /// The line without its comment and the blanks at its ends; `\;` is no comment.
  private mutating func withoutComment(_ line: Substring) -> String {
    var kept = ""
    var rest = line
    while let character = rest.first {
      if isInComment {
        if rest.hasPrefix("--;") {
          isInComment = false
          rest = rest.dropFirst(3)
        } else {
          rest = rest.dropFirst()
        }
      } else if rest.hasPrefix("\\;") {
        kept.append(";")
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix(";--") && !rest.hasPrefix(";---") {
        isInComment = true
        rest = rest.dropFirst(3)
      } else if character == ";" {
        break
      } else {
        kept.append(character)
        rest = rest.dropFirst()
      }
    }
    return Self.trimmed(kept[...])
  }

  private static func trimmed(_ text: Substring) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }
}
