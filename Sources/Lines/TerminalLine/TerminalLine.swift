import Audio
import CallFlow
import Mailbox
import Portal
import Speech
import Store
import Telephony

/// The terminal as a line: what is said becomes words, and what the caller says comes from a
/// sound. Time is moved by ``advance(to:)``; what is to be shown and told is kept until asked for.
struct TerminalLine: Line {
  /// To be shown, oldest first.
  var notes: [TranscriptLine] = []
  /// To be told to the call, oldest first.
  var events: [Event<VoicePortal>] = []
  /// The caller has gone: what is being recorded ends for this reason.
  var isHungUp = false
  /// How the call ends, so far as is known.
  private(set) var ending = Ending.byCaller

  /// How a call ended.
  enum Ending { case byCaller, byPortal, handedOver, refused }

  private let voice: Voice?
  private let heard: HeardSoundFile?
  /// Where what is said is really heard, and where the caller's voice comes from.
  let handset: (any SoundDevicePhone)?
  private let depot: any RecordingStore
  /// The name of a mailbox's owner, to tell whose message was stored.
  private let nameOfUser: (Int64) -> String
  private var now: Moment
  private var saying: SpokenPrompt?
  private var recording: Recording?
  private var transferring: (ticket: Ticket, due: Moment)?

  /// - Parameters:
  ///   - voice: Gives the sound of what is said, where it is kept.
  ///   - heard: Takes what the caller hears; `nil`: sounds are not loaded, lengths are estimated.
  ///   - handset: `nil` if nothing is heard, and the caller's voice is made.
  init(
    voice: Voice?, heard: HeardSoundFile?, handset: (any SoundDevicePhone)? = nil,
    depot: any RecordingStore,
    at now: Moment, nameOfUser: @escaping (Int64) -> String
  ) {
    self.voice = voice
    self.heard = heard
    self.handset = handset
    self.depot = depot
    self.now = now
    self.nameOfUser = nameOfUser
  }

  /// Whether neither side is saying anything.
  var isQuiet: Bool {
    (saying?.playback.isPaused ?? true) && recording?.isBusy != true && transferring == nil
  }

  /// When something next happens by itself; `nil` if nothing will.
  var due: Moment? {
    [saying?.timeToNext, recording?.timeToNext].compactMap { $0.map { now + Moment($0) } }
      .min() ?? transferring?.due
  }

  // MARK: Effects

  mutating func ring() { notes.append(.effect("ringing", "the phone rings on")) }

  mutating func answer() { heard?.begin(at: now) }

  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale) {
    let phrases = voice?.playable(phrases, for: nil) ?? phrases
    var parts = Spoken.parts(of: phrases, in: locale)
    var sound: [Int16]?
    if heard != nil || handset != nil, let voice {
      var samples: [Int16] = []
      for index in parts.indices {
        let piece = voice.samples(of: parts[index].piece, in: locale.language)
        parts[index].milliseconds = LineFormat.milliseconds(ofSamples: piece.count)
        samples += piece
      }
      sound = samples
      handset?.play(samples)
    }
    notes.append(.says)
    saying = SpokenPrompt(ticket: ticket, Playback(parts), sound: sound)
  }

  mutating func hush() {
    if saying != nil { notes.append(.cut) }
    saying = nil
    handset?.hush()
  }

  mutating func transport(_ transport: Transport) {
    saying?.playback.move(transport)
    if let handset, let playback = saying?.playback {
      handset.move(to: LineFormat.samples(inMilliseconds: playback.position))
      handset.pause(playback.isPaused)
    }
    notes.append(.moved(transport, by: nil))
  }

  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination
  ) {
    let recorder = Recorder(into: destination, of: depot, longestSeconds: order.longestSeconds)
    recording = Recording(ticket: ticket, recorder: recorder)
    guard recorder.failure == nil else { return endRecording(.failure) }
    handset?.record(after: Tone.beep)
    notes.append(.recording(seconds: 0))
  }

  mutating func stopRecording() {
    var (key, keyMilliseconds): (Character?, Int) = (nil, 0)
    if let handset, let recorder = recording?.recorder {
      let end = handset.endRecording()
      _ = recorder.append(end.rest)
      (key, keyMilliseconds) = (end.key, end.keyMilliseconds)
    }
    endRecording(isHungUp ? .hangUp : .key, by: key, droppingLast: keyMilliseconds)
  }

  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?) {
    notes.append(.effect("transfer", "to \(PartyNames.written(number))"))
    transferring = (ticket, now + Self.ringing)
  }

  mutating func refuse(_ reason: Phrase, in language: Language) {
    notes.append(.trouble("refused", text(of: reason, in: language)))
    ending = .refused
  }

  mutating func hangUp() { if ending == .byCaller { ending = .byPortal } }

  mutating func ask(
    _ request: MailboxRequest, _ ticket: Ticket, of store: any MailboxStore, for call: CallToken
  ) -> MailboxReply? {
    let reply = store.answer(request, of: call)
    if let note = TranscriptLine(request, reply, nameOfUser: nameOfUser) { notes.append(note) }
    return reply
  }

  // MARK: The person at the terminal

  /// Says something after what is being said already.
  /// - Returns: `false` when nothing is being recorded.
  mutating func speak(_ speech: SimulatedSpeech) -> Bool {
    guard recording != nil else { return false }
    notes.append(.callerSays(speech.text))
    recording?.speech += speech.samples
    return true
  }

  /// Does not want to hear the rest of what is being said.
  mutating func skip() {
    guard let ticket = saying?.ticket else { return }
    notes += saying?.rest.map(TranscriptLine.words) ?? []
    notes.append(.skipped)
    saying = nil
    handset?.hush()
    events.append(.spoken(ticket))
  }

  // MARK: Time

  /// How long a transfer rings until it is taken.
  private static let ringing: Moment = 2_000

  /// Lets everything happen that happens up to `time`.
  mutating func advance(to time: Moment) {
    let elapsed = Int(max(0, time - now))
    now = max(now, time)
    if saying != nil {
      speakOn(elapsed)
    } else if recording != nil {
      recordOn(elapsed)
    } else {
      heard?.add([], upTo: now)
    }
    if let (ticket, due) = transferring, now >= due {
      transferring = nil
      ending = .handedOver
      events.append(.transferred(ticket, true))
    }
  }

  private mutating func speakOn(_ elapsed: Int) {
    guard var saying else { return }
    let time = handset.map {
      LineFormat.milliseconds(ofSamples: $0.position) - saying.playback.position
    }
    let range = saying.playback.advance(by: time ?? elapsed)
    heard?.add(saying.samples(range), upTo: now)
    notes += saying.newWords()
    let isOver = saying.playback.isAtEnd && !saying.playback.isPaused
    if isOver { events.append(.spoken(saying.ticket)) }
    self.saying = isOver ? nil : saying
  }

  private mutating func recordOn(_ elapsed: Int) {
    guard let seconds = recording?.seconds else { return }
    let (tone, ending) = recording?.advance(by: elapsed, captured: handset?.recorded()) ?? ([], nil)
    heard?.add(tone, upTo: now)
    if let ending {
      _ = handset?.endRecording()
      return endRecording(ending)
    }
    if let later = recording?.seconds, later > seconds { notes.append(.recording(seconds: later)) }
  }

  private mutating func endRecording(
    _ ending: FinishedRecording.Ending, by key: Character? = nil, droppingLast milliseconds: Int = 0
  ) {
    guard let recording else { return }
    self.recording = nil
    let take = recording.recorder.finish(ending, by: key, droppingLast: milliseconds)
    if let failure = recording.recorder.failure { notes.append(.trouble("recording", failure)) }
    notes.append(.recorded(seconds: (Int(take.milliseconds) + 500) / 1_000))
    events.append(.recorded(recording.ticket, take))
  }
}
