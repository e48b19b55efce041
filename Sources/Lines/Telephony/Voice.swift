public import Audio
public import Mailbox
public import Operations
public import Portal
public import SoundFiles
public import Speech
public import Store

/// Gives phrases their sound: clips from the prompt folders, messages and greetings from the
/// store, and recordings of the call itself.
public struct Voice: Sendable {
  private let libraries: [Language: PromptLibrary]
  private let readsAhead: Bool
  let store: any MailboxStore
  /// Is told of sounds that cannot be played.
  public let log: Log
  private let reader: RecordingReader

  /// Lists the prompts. A sound is read when it is first needed.
  /// - Parameters:
  ///   - folders: Each has a folder for every language; a later one wins.
  ///   - readsAhead: Whether the first call in a language begins to read all that language says.
  /// - Throws: When a folder cannot be listed.
  public init(
    prompts folders: [String], store: any MailboxStore, log: Log = .none, readsAhead: Bool = false
  ) throws(PromptLibraryError) {
    var libraries: [Language: PromptLibrary] = [:]
    for language in Language.allCases {
      var own: [String] = []
      for folder in folders { own.append("\(folder)/\(language.rawValue)") }
      libraries[language] = try PromptLibrary(folders: own)
    }
    self.libraries = libraries
    self.readsAhead = readsAhead
    self.store = store
    self.log = log
    reader = RecordingReader {
      log.counters.add(.recordingsLate)
      log.warning("A recording paused in a call, since the disk did not give its sound in time.")
    }
  }

  /// Begins to read what a language says, so that no call has to wait for the disk later. To read a
  /// clip takes 1.3 ms of CPU, so there is a rest after each; the days of the year, which are many
  /// and seldom said, come last and slowly.
  public func readAhead(_ language: Language) {
    libraries[language]?.readAhead(
      readingOrder(of: language),
      rest: { isDay($0) ? 200 : 20 },
      failed: { [log] error in
        log.counters.add(.promptsUnreadable)
        log.error("\(error)")
      })
  }

  /// Everything that is heard of the phrases, at 8 kHz.
  public func samples(for phrases: [Phrase], in locale: SpeechLocale) -> [Int16] {
    Spoken.parts(of: phrases, in: locale).flatMap { samples(of: $0.piece, in: locale.language) }
  }

  /// One piece at 8 kHz, in whole milliseconds, as ``source(of:in:)`` has it.
  public func samples(of piece: Piece, in language: Language) -> [Int16] {
    let found = source(of: piece, in: language).samples
    let perMillisecond = LineFormat.samples(inMilliseconds: 1)
    let odd = found.count % perMillisecond
    return odd == 0 ? found : found + Array(repeating: 0, count: perMillisecond - odd)
  }

  /// The sound of one piece. Messages and other recordings are brought to the loudness of the
  /// prompts. A sound that is missing or broken is silent for as long as it would last, so that a
  /// call goes on; see ``playable(_:for:)`` for what is said in place of recordings.
  public func source(of piece: Piece, in language: Language) -> any SoundSource {
    let found: (any SoundSource)? =
      switch piece {
      case .clip(let clip): self.clip(clip.name, in: language)
      case .audio(let audio), .name(let audio): recording(try? store.audio(audio.id))
      case .take(let take): recording(try? store.takes.audio(of: take.id))
      case .written, .pause: nil
      }
    return found
      ?? SilenceSource(count: LineFormat.samples(inMilliseconds: estimatedMilliseconds(of: piece)))
  }

  /// Whether a clip has been read, or there is none to read.
  func isAtHand(_ clip: String, in language: Language) -> Bool {
    libraries[language]?.isAtHand(clip) ?? true
  }

  private func clip(_ name: String, in language: Language) -> SampleSource? {
    guard let library = libraries[language] else { return nil }
    if readsAhead { readAhead(language) }
    let reason: String
    do throws(PromptLibraryError) {
      if let clip = try library.clip(named: name) { return library.source(clip) }
      reason = "the prompt '\(name)' has no sound in \(language.rawValue)"
    } catch {
      reason = "\(error)"
    }
    log.counters.add(.promptsUnreadable)
    log.error("A prompt cannot be played: \(reason).")
    return nil
  }

  private func recording(_ audio: StoredAudio?) -> (any SoundSource)? {
    switch audio {
    case .samples(let samples): return Self.levelled(samples)
    case .file(let path):
      if let sound = RecordedSound(
        path: path, levelledTo: Self.loudness, peakLimitDB: Self.peakLimit, reader: reader)
      {
        return sound
      }
      guard let sound = try? Sound.read(path) else { return nil }
      return Self.levelled(sound.resampled(to: LineFormat.sampleRate).samples)
    case nil: return nil
    }
  }

  private static func levelled(_ samples: [Int16]) -> SampleSource {
    SampleSource(samples.levelled(to: loudness, peakLimitDB: peakLimit))
  }

  /// Speech at -20 dBFS, no peak above -3, like every prompt.
  private static let loudness = -20.0
  private static let peakLimit = -3.0
}

/// The clips of a language, those first that every call needs.
private func readingOrder(of language: Language) -> [String] {
  let names = recordingOrder(of: language).map(\.name)
  return names.filter { !isDay($0) } + names.filter(isDay)
}

/// Whether a clip is a day of the year.
private func isDay(_ clip: String) -> Bool { clip.hasPrefix("date-") }

/// A piece of what is being said, with its words and how long it lasts.
public struct Spoken: Equatable, Sendable {
  public let piece: Piece
  /// Its words, with the space before or the punctuation after them.
  public let text: String
  /// Its length; a line that has the sound sets its true one.
  public var milliseconds: Int

  /// The pieces of some phrases. No sound is read for it: the lengths of clips are estimated.
  public static func parts(of phrases: [Phrase], in locale: SpeechLocale) -> [Spoken] {
    phrases.enumerated().flatMap { index, phrase in
      utterance(of: phrase, in: locale).shares.enumerated().map { place, share in
        Spoken(
          piece: share.piece, text: (index > 0 && place == 0 ? " " : "") + share.text,
          milliseconds: estimatedMilliseconds(of: share.piece))
      }
    }
  }

  /// Whether it is a message, a greeting or another recording, in which keys can move.
  public var isRecording: Bool {
    switch piece {
    case .audio, .take: true
    case .clip, .name, .written, .pause: false
    }
  }
}
