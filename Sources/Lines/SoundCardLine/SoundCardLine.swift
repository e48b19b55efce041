import Audio
import CallFlow
import Mailbox
import Portal
import Speech
import Store
import Telephony

/// A telephone as a line: phrases are played, what the caller says is recorded. What is to be told
/// to the call is kept until asked for.
struct SoundCardLine: Line {
  /// To be told to the call, oldest first.
  var events: [Event<VoicePortal>] = []
  /// The caller has gone: what is being recorded ends for this reason.
  var isHungUp = false

  private let phone: any SoundDevicePhone
  private let voice: Voice
  private let depot: any RecordingStore
  private var saying: (ticket: Ticket?, playback: Playback)?
  private var recording: (ticket: Ticket, recorder: Recorder)?

  init(_ phone: any SoundDevicePhone, voice: Voice, depot: any RecordingStore) {
    self.phone = phone
    self.voice = voice
    self.depot = depot
  }

  /// Whether something is still being played.
  var isSpeaking: Bool { saying != nil }

  // MARK: Effects

  mutating func answer() {}

  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale) {
    speak(phrases, in: locale, ticket)
  }

  /// Whoever made the call hears the reason: there is nobody to signal it to.
  mutating func refuse(_ reason: Phrase, in language: Language) {
    speak([reason], in: SpeechLocale(language), nil)
  }

  mutating func hush() {
    saying = nil
    phone.hush()
  }

  mutating func transport(_ transport: Transport) {
    guard var playback = saying?.playback else { return }
    playback.move(transport)
    saying?.playback = playback
    phone.move(to: LineFormat.samples(inMilliseconds: playback.position))
    phone.pause(playback.isPaused)
  }

  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination
  ) {
    let recorder = Recorder(into: destination, of: depot, longestSeconds: order.longestSeconds)
    recording = (ticket, recorder)
    guard recorder.failure == nil else { return endRecording(.failure) }
    phone.record(after: Tone.beep)
  }

  mutating func stopRecording() {
    guard let recorder = recording?.recorder else { return }
    let (rest, key, keyMilliseconds) = phone.endRecording()
    let ending = recorder.append(rest)
    endRecording(
      ending ?? (isHungUp ? .hangUp : .key), by: key, droppingLast: keyMilliseconds)
  }

  /// A sound card has nobody to connect to.
  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?) {
    events.append(.transferred(ticket, false))
  }

  mutating func hangUp() {}

  // MARK: Time

  /// Notes what the telephone has done by now.
  mutating func catchUp() {
    if var saying {
      let position = LineFormat.milliseconds(ofSamples: phone.position)
      let elapsed = position - saying.playback.position
      if elapsed > 0 { _ = saying.playback.advance(by: elapsed) }
      let isOver = saying.playback.isAtEnd && !saying.playback.isPaused
      if isOver, let ticket = saying.ticket { events.append(.spoken(ticket)) }
      self.saying = isOver ? nil : saying
    }
    if let recorder = recording?.recorder, let ending = recorder.append(phone.recorded()) {
      _ = phone.endRecording()
      endRecording(ending)
    }
  }

  private mutating func speak(_ phrases: [Phrase], in locale: SpeechLocale, _ ticket: Ticket?) {
    var parts = Spoken.parts(of: voice.playable(phrases, for: nil), in: locale)
    var sound: [Int16] = []
    for index in parts.indices {
      let piece = voice.samples(of: parts[index].piece, in: locale.language)
      parts[index].milliseconds = LineFormat.milliseconds(ofSamples: piece.count)
      sound += piece
    }
    saying = (ticket, Playback(parts))
    phone.play(sound)
  }

  private mutating func endRecording(
    _ ending: FinishedRecording.Ending, by key: Character? = nil, droppingLast milliseconds: Int = 0
  ) {
    guard let recording else { return }
    self.recording = nil
    let take = recording.recorder.finish(ending, by: key, droppingLast: milliseconds)
    if let failure = recording.recorder.failure { voice.log.recordingFailed(failure, call: nil) }
    events.append(.recorded(recording.ticket, take))
  }
}
