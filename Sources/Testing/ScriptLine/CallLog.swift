import CallFlow
import Mailbox
import Portal

/// What a report shows of a call: who called whom, what was heard, pressed and done. Digits of
/// passcodes are dots (requirement B7).
struct CallLog {
  private enum Entry {
    case phrase(Phrase)
    /// A key, with its place in the journal, which knows whether it was secret.
    case key(Digit, entry: Int)
    case note(String)
  }

  private var entries: [(at: Moment, entry: Entry)] = []
  private var phrases = 0

  init(_ incoming: IncomingCall) {
    let from = incoming.from.isEmpty ? "withheld" : incoming.from
    note("call from \(from) to \(incoming.to)", at: 0)
  }

  mutating func note(_ text: String, at time: Moment) { entries.append((time, .note(text))) }

  mutating func key(_ digit: Digit, entry: Int, at time: Moment) {
    entries.append((time, .key(digit, entry: entry)))
  }

  /// Adds those phrases that are new.
  mutating func take(_ heard: [ScriptedLine.Heard]) {
    for phrase in heard.dropFirst(phrases) { entries.append((phrase.at, .phrase(phrase.phrase))) }
    phrases = heard.count
  }

  /// The whole call, a line each; keys in a row share one.
  func lines(journal: Journal<VoicePortal>?) -> [String] {
    var lines: [String] = []
    var lastKey: Moment?
    for (at, entry) in entries {
      switch entry {
      case .phrase(let phrase): lines.append("\(seconds(at))  portal: \(phrase)")
      case .note(let text): lines.append("\(seconds(at))  \(text)")
      case .key(let digit, let place):
        let key = Self.isSecret(place, in: journal) ? "•" : String(digit.character)
        if lastKey == at, let line = lines.popLast() {
          lines.append(line + key)
        } else {
          lines.append("\(seconds(at))  caller: \(key)")
        }
        lastKey = at
        continue
      }
      lastKey = nil
    }
    return lines
  }

  private static func isSecret(_ place: Int, in journal: Journal<VoicePortal>?) -> Bool {
    journal?.entries.dropFirst(place).first?.isMasked ?? true
  }
}

/// `12.3 s`
func seconds(_ time: Moment) -> String { "\(time / 1_000).\(time % 1_000 / 100) s" }
