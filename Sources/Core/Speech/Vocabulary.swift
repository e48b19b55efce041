import Mailbox

/// All clips of a language, made once.
struct Vocabulary: Sendable {
  private struct Place: Hashable {
    let saying: Saying
    let ending: Clip.Ending
  }

  let spoken: any SpokenLanguage
  private let clips: [Place: Clip]

  /// The clip of a saying; `nil` where the language does without it. One that is needed in one
  /// intonation only is that one.
  func clip(_ saying: Saying, _ ending: Clip.Ending) -> Clip? {
    clips[Place(saying: saying, ending: ending)]
      ?? clips[Place(saying: saying, ending: ending == .ends ? .goesOn : .ends)]
  }

  /// Every clip, in the order of ``Saying/all``.
  var recordingOrder: [Clip] {
    Saying.all.flatMap { saying in
      [.goesOn, .ends].compactMap { clips[Place(saying: saying, ending: $0)] }
    }
  }

  /// Every clip, in the order of the names.
  var allClips: [Clip] { clips.values.sorted { $0.name < $1.name } }

  static func of(_ language: Language) -> Vocabulary {
    switch language {
    case .en: english
    case .de: german
    case .nl: dutch
    }
  }

  private static let english = Vocabulary(English())
  private static let german = Vocabulary(German())
  private static let dutch = Vocabulary(Dutch())

  private init(_ spoken: any SpokenLanguage) {
    self.spoken = spoken
    var clips: [Place: Clip] = [:]
    for saying in Saying.all {
      guard let text = spoken.text(of: saying) else { continue }
      let endings = saying.endings(upTo: spoken.largestNumberAtEnd)
      for ending in endings {
        let name = saying.name + (ending == .ends && endings.count > 1 ? "-end" : "")
        clips[Place(saying: saying, ending: ending)] = Clip(
          name: name, text: text, ending: ending)
      }
    }
    self.clips = clips
  }
}
