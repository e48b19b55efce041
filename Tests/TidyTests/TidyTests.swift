import Foundation
import ProjectFiles
import Testing

/// The style of the code, checked. What is too long or in the wrong place fails here, by name.
@Suite struct Tidy {
  static let root = ProjectFiles.root

  /// Every Swift file below `Sources` and `Tests`, by its path from the root.
  static let files: [String] = ["Sources", "Tests"].flatMap { folder in
    let paths = FileManager.default.subpaths(atPath: root.appending(path: folder).path) ?? []
    return paths.filter { $0.hasSuffix(".swift") }.map { folder + "/" + $0 }
  }.sorted()

  static func lines(of file: String) throws -> [String] {
    try String(contentsOf: root.appending(path: file), encoding: .utf8)
      .components(separatedBy: "\n")
  }

  @Test func `no file is longer than 300 lines`() throws {
    for file in Self.files {
      let count = try Self.lines(of: file).count
      #expect(count <= 301, "\(file) has \(count) lines")
    }
  }

  @Test func `no function is longer than 60 lines, tables apart`() throws {
    for file in Self.files where !file.hasSuffix("Table.swift") {
      for (name, length) in Self.longFunctions(try Self.lines(of: file)) {
        Issue.record("\(file): \(name) has \(length) lines")
      }
    }
  }

  @Test func `no left-overs are in the code`() throws {
    let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "try" + "!", "as" + "!"]
    for file in Self.files {
      for (index, line) in try Self.lines(of: file).enumerated() {
        for word in words where line.contains(word) {
          Issue.record("\(file):\(index + 1) holds \(word)")
        }
      }
    }
  }

  @Test func `no JSON is decoded of bytes that may be no text`() throws {
    for file in Self.files where file.hasPrefix("Sources/") {
      let lines = try Self.lines(of: file)
      guard lines.contains(where: { $0.contains("JSONDecoder()") }) else { continue }
      for line in lines where line.contains("from: ") && line.contains("decode(") {
        #expect(line.contains(".utf8)"), "\(file) decodes \(line)")
      }
    }
  }

  @Test func `no file has a vague name`() {
    let vague = ["util", "helper", "common", "misc", "manager"]
    for file in Self.files {
      let name = file.split(separator: "/").last.map { $0.lowercased() } ?? ""
      #expect(!vague.contains { name.contains($0) }, "\(file)")
    }
  }

  @Test func `every public declaration says what it is`() throws {
    for file in Self.files where file.hasPrefix("Sources") {
      var before = ""
      for (index, line) in try Self.lines(of: file).enumerated() {
        let words = line.trimmingCharacters(in: .whitespaces)
        let isDeclaration = ["func", "struct", "enum", "final class", "class", "protocol", "init"]
          .contains { words.hasPrefix("public \($0)") || words.hasPrefix("public static \($0)") }
        let isExplained = before.hasPrefix("///") || before.hasPrefix("@")
        if isDeclaration, !isExplained { Issue.record("\(file):\(index + 1): \(words)") }
        before = words
      }
    }
  }

  @Test func `nothing stands at the top level that does not belong there`() throws {
    let known: Set = ["Package.swift", "Sources", "Tests", "Prompts", "Fixtures", "README.md"]
    let found = try FileManager.default.contentsOfDirectory(atPath: Self.root.path)
    for name in found where !name.hasPrefix(".") && name != "Package.resolved" {
      #expect(known.contains(name), "\(name)")
    }
  }

  /// Functions of over 60 lines. A table kept in columns, which the formatter leaves alone, may
  /// be as long as the thing that it lists.
  private static func longFunctions(_ lines: [String]) -> [(name: String, length: Int)] {
    var found: [(String, Int)] = []
    var open: (name: String, indent: Int, start: Int)?
    for (index, line) in lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      let words = line.trimmingCharacters(in: .whitespaces)
      if open == nil,
        words.contains("func ") || words.hasPrefix("init(") || words.contains(" init("),
        words.hasSuffix("{")
      {
        open = (words, indent, index)
      } else if let function = open, indent == function.indent, words == "}" {
        let body = lines[function.start...index]
        let cases = body.filter { $0.trimmingCharacters(in: .whitespaces).hasPrefix("case ") }.count
        let length = index - function.start + 1
        // A switch with a line for each case is a table too.
        if length > 60, cases * 2 < length { found.append((function.name, length)) }
        open = nil
      }
    }
    return found
  }
}
