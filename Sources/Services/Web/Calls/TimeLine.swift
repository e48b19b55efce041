import CallFlow
import Mailbox
import Portal
import Telephony

/// One line of a call's time line.
struct TimeLineEntry: Equatable {
  /// What the line is about.
  enum Kind: String, CaseIterable {
    case began, heard, pressed, recorded, decided, transferred, ended
  }

  /// Milliseconds after the begin.
  var at: Int64
  var kind: Kind
  /// Where the call then was.
  var place: String
  /// What was said, pressed or asked for, as call scripts write it.
  var detail: String

  /// The time line of a journal: what the caller pressed and heard, what was recorded, and what the
  /// portal asked its store to do. Answers and the clock stand for themselves in what follows them.
  static func all(of journal: JournalText) -> [TimeLineEntry] {
    journal.entries.flatMap { entry -> [TimeLineEntry] in
      let place = CallFlow.name(of: entry.place)
      func step(_ kind: Kind, _ detail: String) -> TimeLineEntry {
        TimeLineEntry(at: Int64(entry.at), kind: kind, place: place, detail: detail)
      }
      return [event(of: entry).map { step($0.kind, $0.detail) }].compactMap(\.self)
        + effects(of: entry.outcome).map { step($0.kind, $0.detail) }
    }
  }

  private static func event(
    of entry: Journal<VoicePortal>.Entry
  ) -> (kind: Kind, detail: String)? {
    switch entry.event {
    case .began: (.began, "")
    case .key(let digit): (.pressed, entry.isMasked ? "•" : String(digit.character))
    case .recorded(_, let take): (.recorded, "\(take.milliseconds / 1_000) s")
    case .transferred(_, let isDone): isDone ? (.transferred, "") : nil
    case .hungUp: (.ended, "")
    case .spoken, .fetched, .clock: nil
    }
  }

  /// What a step asked for, out of `speaking; say 2 [enter-passcode]`.
  private static func effects(of outcome: String) -> [(kind: Kind, detail: String)] {
    var found: [(kind: Kind, detail: String)] = []
    for part in outcome.split(separator: ";").dropFirst() {
      let words = part.split(separator: " ", maxSplits: 2).map(String.init)
      switch words.first {
      case "say" where words.count == 3: found.append((.heard, words[2]))
      case "fetch" where words.count == 3: found.append((.decided, words[2]))
      case "transfer" where words.count == 3: found.append((.decided, "transfer \(words[2])"))
      case "refuse", "hang-up": found.append((.ended, part.drop { $0 == " " } + ""))
      case _: break
      }
    }
    return found
  }
}
