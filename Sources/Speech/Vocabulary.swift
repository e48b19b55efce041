import Mailbox

/// All clips of a language, made once.
struct Vocabulary: Sendable {
  let tongue: any Tongue
  private let clips: [Saying: Clip]

  /// The clip of a saying; `nil` where the language does without it.
  func clip(_ saying: Saying) -> Clip? { clips[saying] }

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

  private init(_ tongue: any Tongue) {
    self.tongue = tongue
    var clips: [Saying: Clip] = [:]
    for saying in Saying.all {
      guard let text = tongue.text(of: saying) else { continue }
      clips[saying] = Clip(name: saying.name, text: text)
    }
    self.clips = clips
  }
}
