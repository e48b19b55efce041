import Foundation
package import Speech

/// `clips.tsv` in a folder of prompts: which text each sound was made from, a line each, name TAB
/// text, in the order of the names. A changed sentence is seen in it, in review and by the check.
package struct ClipTable {
  /// The text of each clip as it was when its sound was made.
  package private(set) var texts: [String: String] = [:]
  private let path: String

  /// Reads the table of a folder; one that is not there is empty.
  package init(folder: String) throws {
    path = "\(folder)/clips.tsv"
    guard FileManager.default.fileExists(atPath: path) else { return }
    let lines = try String(contentsOfFile: path, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 2 else {
        throw ClipTableError(
          description: "\(path):\(index + 1): this is not a name, a tab and a text.")
      }
      texts[String(fields[0])] = String(fields[1])
    }
  }

  /// Whether the sound of a clip was made from the text that it has now.
  package func isCurrent(_ clip: Clip) -> Bool { texts[clip.name] == clip.text }

  /// Notes that a clip has been made.
  package mutating func note(_ clip: Clip) { texts[clip.name] = clip.text }

  /// Forgets a clip that is not spoken any more.
  package mutating func forget(_ name: String) { texts[name] = nil }

  /// Writes the table whole or not at all.
  package func write() throws {
    let lines = texts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)\n" }
    try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

/// A line of `clips.tsv` that cannot be read, with its place.
struct ClipTableError: Error, CustomStringConvertible {
  let description: String
}
