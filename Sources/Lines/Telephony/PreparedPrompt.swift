public import Audio
public import Mailbox
public import Portal
import Speech
import Store

/// What a line plays for some phrases: where the pieces are, and their sound, which is shared with
/// other calls.
public struct PreparedPrompt: Sendable {
  public var playback: Playback
  public let queue: PlayQueue
}

extension Voice {
  /// The sound of some phrases. Recordings are read from the disk; see ``isAtHand(_:in:)``.
  /// - Parameter call: The call in the log.
  public func prepared(
    of phrases: [Phrase], in locale: SpeechLocale, for call: String? = nil
  ) -> PreparedPrompt {
    var parts = Spoken.parts(of: playable(phrases, for: call), in: locale)
    var sources: [any SoundSource] = []
    for index in parts.indices {
      let source = self.source(of: parts[index].piece, in: locale.language)
      sources.append(source)
      // Keys move by milliseconds, so every piece lasts whole ones.
      let perMillisecond = LineFormat.samples(inMilliseconds: 1)
      let rest = (perMillisecond - source.count % perMillisecond) % perMillisecond
      if rest > 0 { sources.append(SilenceSource(count: rest)) }
      parts[index].milliseconds = LineFormat.milliseconds(ofSamples: source.count + rest)
    }
    return PreparedPrompt(playback: Playback(parts), queue: PlayQueue(sources))
  }

  /// Whether nothing has to be read from the disk.
  public func isAtHand(_ phrases: [Phrase], in locale: SpeechLocale) -> Bool {
    Spoken.parts(of: phrases, in: locale).allSatisfy { part in
      switch part.piece {
      case .clip(let clip): isAtHand(clip.name, in: locale.language)
      case .written, .pause: true
      case .audio, .name, .take: false
      }
    }
  }
}
