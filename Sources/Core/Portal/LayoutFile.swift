import CallFlow

/// A layout of one's own: a line each, in words. Lines that begin with `#` are comments.
/// ```
/// layout         unity          (what it starts from; without it: broadworks)
/// everywhere     repeat-menu    0
/// messages-menu  play-messages  5
/// playing        to-end         none
/// ```
struct LayoutFile {
  let layout: Layout<VoicePortal>

  /// Reads and checks the text of a file.
  /// - Parameter path: Names the file in errors.
  /// - Throws: ``LayoutFileError`` with everything that is wrong.
  init(_ text: String, path: String) throws(LayoutFileError) {
    var reader = LayoutReader(path: path)
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
      if let first = words.first, !first.hasPrefix("#") { reader.read(words, line: index + 1) }
    }
    if reader.faults.isEmpty { reader.check() }
    guard reader.faults.isEmpty else { throw LayoutFileError(faults: reader.faults) }
    layout = reader.layout
  }
}

/// Reads line after line, and remembers where each key was given.
private struct LayoutReader {
  /// One key that a line gives.
  struct Gift {
    var place: Place?
    var command: Command
    var line: Int
  }

  let path: String
  var layout = Layout<VoicePortal>()
  var faults: [String] = []
  private var gifts: [Gift] = []

  init(path: String) { self.path = path }

  mutating func read(_ words: [String], line: Int) {
    do throws(Wrong) {
      if words[0] == "layout" { return try start(from: words) }
      guard words.count == 3 else {
        throw Wrong("a line is PLACE COMMAND KEY, or 'layout' and a name.")
      }
      let place = words[0] == "everywhere" ? nil : try Self.place(words[0])
      let command = try Self.command(words[1], at: place)
      let choice = try Self.choice(words[2])
      if let other = gifts.first(where: { $0.place == place && $0.command == command }) {
        throw Wrong("\(words[0]) \(words[1]) has its key by line \(other.line) already.")
      }
      gifts.append(Gift(place: place, command: command, line: line))
      if let place {
        layout.places[place, default: [:]][command] = choice
      } else {
        layout.everywhere[command] = choice
      }
    } catch {
      faults.append("\(path):\(line): \(error.reason)")
    }
  }

  private mutating func start(from words: [String]) throws(Wrong) {
    guard words.count == 2 else { throw Wrong("'layout' wants one name.") }
    guard gifts.isEmpty, layout == Layout() else {
      throw Wrong("'layout' must be the first line, and the only one of its kind.")
    }
    guard let base = Layouts.BuiltIn(rawValue: words[1]) else {
      throw Wrong(LayoutFileError.unknownLayoutReason(words[1]))
    }
    layout = base.layout
  }

  private static func place(_ word: String) throws(Wrong) -> Place {
    if let place = Place.allCases.first(where: { name(of: $0) == word }) { return place }
    let names = Place.allCases.map { name(of: $0) } + ["everywhere", "layout"]
    throw Wrong("there is no place '\(word)'." + suggestion(for: word, among: names))
  }

  private static func command(_ word: String, at place: Place?) throws(Wrong) -> Command {
    if let command = Command.allCases.first(where: { $0.name == word }) { return command }
    let known = Command.allCases.map(\.name)
    throw Wrong("there is no command '\(word)'." + suggestion(for: word, among: known))
  }

  private static func choice(_ word: String) throws(Wrong) -> Layout<VoicePortal>.Choice {
    if word == "none" { return Layout.Choice(nil) }
    guard word.count == 1, let digit = word.first.flatMap({ Digit($0) }) else {
      throw Wrong("'\(word)' is not a key: 0 to 9, *, # or none.")
    }
    return Layout.Choice(digit)
  }

  /// Builds the flow with these keys, and gives each problem the line that made it.
  mutating func check() {
    let problems: [LayoutProblem]
    do throws(LayoutError) {
      _ = try Script(layout: layout)
      return
    } catch {
      problems = error.problems
    }
    // Behind a place that cannot be reached lie many more: only those whose own key is gone say
    // what to change.
    let lost = problems.filter { if case .unreachable = $0 { line(of: $0) == nil } else { false } }
    let told = problems.filter { lost.count == problems.count || !lost.contains($0) }
      .map { (problem: $0, line: line(of: $0)) }
    for (problem, line) in told.sorted(by: { ($0.line ?? .max) < ($1.line ?? .max) }) {
      faults.append("\(path)\(line.map { ":\($0)" } ?? ""): \(problem)")
    }
  }

  /// The last line that gave one of the keys that the problem is about.
  private func line(of problem: LayoutProblem) -> Int? {
    switch problem {
    case .clash(let place, _, let commands): line(at: place, commands)
    case .digitNeeded(let place, _, let command), .unknownCommand(let place, let command),
      .sharedKey(let place, let command, _):
      line(at: place, [command])
    case .deadEnd(let place): line(at: place, nil)
    case .unreachable(let place): lineThatTookWay(to: place)
    }
  }

  private func line(at place: String, _ commands: [String]?) -> Int? {
    let fitting = gifts.filter { gift in
      (gift.place.map { name(of: $0) == place } ?? true)
        && (commands?.contains(gift.command.name) ?? true)
    }
    return (fitting.last { $0.place != nil } ?? fitting.last)?.line
  }

  private func lineThatTookWay(to lost: String) -> Int? {
    guard let usual = try? Script<VoicePortal>() else { return nil }
    for place in Place.allCases {
      for route in usual.routes(from: place) where route.to.map({ name(of: $0) }) == lost {
        guard let command = route.label.split(separator: " ").last else { continue }
        if let line = line(at: name(of: place), [String(command)]) { return line }
      }
    }
    return nil
  }
}

/// What is wrong with one line.
private struct Wrong: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// What is wrong with a layout file, a sentence each with file and line.
public struct LayoutFileError: Error, Equatable, CustomStringConvertible {
  public let faults: [String]

  public var description: String { faults.joined(separator: "\n") }

  static func unknownLayout(_ name: String) -> LayoutFileError {
    LayoutFileError(faults: [unknownLayoutReason(name)])
  }

  static func unknownLayoutReason(_ name: String) -> String {
    let known = Layouts.BuiltIn.allCases.map(\.rawValue)
    return "there is no layout '\(name)'; there are \(known.joined(separator: ", "))"
      + " and files of one's own." + suggestion(for: name, among: known)
  }
}
