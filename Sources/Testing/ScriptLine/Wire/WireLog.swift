import CallFlow
import Mailbox
import Speech

/// What a report shows of a call on a wire: what was heard, pressed and done. Long entries are dots,
/// as they can be passcodes (requirement B7).
struct WireLog {
  private var notes: [(at: Moment, text: String)] = []
  private let start: Moment

  init(_ incoming: IncomingCall, at start: Moment) {
    self.start = start
    let from = incoming.from.isEmpty ? "withheld" : incoming.from
    note("call from \(from) to \(incoming.to)", at: start)
  }

  mutating func note(_ text: String, at time: Moment) { notes.append((time - start, text)) }

  mutating func keys(_ keys: [Character], at time: Moment) {
    let isLong = keys.count(where: \.isNumber) >= 4
    note("caller: \(String(isLong ? keys.map { $0.isNumber ? "•" : $0 } : keys))", at: time)
  }

  /// The whole call, a line each.
  func lines(_ sounds: [HeardSound], at time: (Int) -> Moment) -> [String] {
    let heard = sounds.map { sound in
      (max(0, time(sound.start) - start), "  heard: \(words(of: sound))")
    }
    return (notes.map { ($0.at, $0.text) } + heard).enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map { "\(seconds($0.element.0))  \($0.element.1)" }
  }

  /// What was heard from a place on.
  func heard(_ sounds: [HeardSound], since start: Int, else nothing: String) -> String {
    let recent = sounds.filter { $0.start >= start }
    guard !recent.isEmpty else { return nothing }
    return "heard " + recent.map(words).joined(separator: ", ")
  }

  private func words(of sound: HeardSound) -> String {
    switch sound.kind {
    case .clip(let names, let isWhole):
      let text = names.first.flatMap(Self.text) ?? "an unknown prompt"
      return "\"\(text)\"" + (isWhole ? "" : ", cut off")
    case .tone: return "the tone"
    case .other: return "other sound for \(seconds(Moment((sound.end - sound.start) / 8)))"
    }
  }

  private static func text(of name: PromptIndex.Name) -> String? { texts[name] }

  private static let texts: [PromptIndex.Name: String] = {
    var texts: [PromptIndex.Name: String] = [:]
    for language in Language.allCases {
      for clip in clips(of: language) { texts[PromptIndex.Name(language, clip.name)] = clip.text }
    }
    return texts
  }()
}

extension HeardSound {
  /// Of what was said; `nil` if it is no prompt.
  var language: Language? {
    switch kind {
    case .clip(let names, _): names.first?.language
    case .tone, .other: nil
    }
  }
}
