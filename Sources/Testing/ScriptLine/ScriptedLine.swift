import Audio
import CallFlow
import Mailbox
import Portal
import Store
import Telephony

/// A line without a telephone: what the portal says takes the time that it would take, and the
/// caller's sound is what the script gives. Time is moved from outside.
struct ScriptedLine: Line {
  /// A phrase, and when it began.
  struct Heard {
    var at: Moment
    var phrase: Phrase
    var locale: SpeechLocale
  }

  private(set) var heard: [Heard] = []
  /// What the portal did to the call as a whole, oldest first.
  var acts: [PortalAct] = []
  /// To be told to the call next.
  var events: [Event<VoicePortal>] = []
  /// What the caller is about to say.
  var voice = CallerSpeech.none
  var transfers = TransferAnswer.connect
  var isCallerGone = false
  private(set) var time: Moment = 0
  private(set) var language: Language?
  private let depot: any RecordingStore
  private var speech: Speech?
  private var recording: Recording?

  private struct Speech {
    let ticket: Ticket
    let phrases: [Phrase]
    let locale: SpeechLocale
    /// For each part, which phrase it belongs to.
    let owners: [Int]
    var playback: Playback
    /// The last phrase that has begun.
    var current = -1
  }

  private struct Recording {
    let ticket: Ticket
    let recorder: Recorder
    var toneLeft: Moment
  }

  /// How long the tone lasts before a recording.
  private static let tone: Moment = 300

  init(depot: any RecordingStore) { self.depot = depot }

  /// Whether the tone before a recording can still be heard.
  var isTone: Bool { recording.map { $0.toneLeft > 0 } ?? false }

  /// Whether the caller is being recorded.
  var isRecording: Bool { recording.map { $0.toneLeft == 0 } ?? false }

  /// How long until something changes by itself; `nil` if nothing will.
  var nextChange: Moment? {
    if let speech, !speech.playback.isPaused {
      let playback = speech.playback
      let next = playback.current.map { $0 + 1 } ?? playback.parts.count
      let end = next < playback.starts.count ? playback.starts[next] : playback.milliseconds
      return Moment(end - playback.position)
    }
    guard let recording else { return nil }
    if recording.toneLeft > 0 { return recording.toneLeft }
    let left = Moment(max(1, recording.recorder.millisecondsLeft))
    return voice.isEmpty ? left : min(left, Moment((voice.count + 7) / 8))
  }

  /// Lets time pass, no further than the next change.
  mutating func pass(_ span: Moment) {
    time += span
    if speech != nil {
      _ = speech?.playback.advance(by: Int(span))
      follow()
    } else if let left = recording?.toneLeft, left > 0 {
      recording?.toneLeft = left - span
    } else {
      record(samples: LineFormat.samples(inMilliseconds: Int(span)))
    }
  }

  /// Records what the caller says, a second at a time, and then silence.
  private mutating func record(samples count: Int) {
    var left = count
    while left > 0, let recorder = recording?.recorder {
      let length = min(left, LineFormat.sampleRate)
      let spoken = voice.take(length)
      let silence = Array(repeating: Int16(0), count: length - spoken.count)
      if let ending = recorder.append(spoken + silence) { endRecording(ending) }
      left -= length
    }
  }

  /// Notes the phrases that have begun, and the end.
  private mutating func follow() {
    guard var speech else { return }
    let index = speech.playback.current.map { speech.owners[$0] } ?? speech.phrases.count
    while speech.current < min(index, speech.phrases.count - 1) {
      speech.current += 1
      heard.append(
        Heard(at: time, phrase: speech.phrases[speech.current], locale: speech.locale))
    }
    self.speech = speech
    if speech.playback.isAtEnd && !speech.playback.isPaused {
      events.append(.spoken(speech.ticket))
      self.speech = nil
    }
  }

  private mutating func endRecording(_ ending: FinishedRecording.Ending) {
    guard let recording else { return }
    self.recording = nil
    events.append(.recorded(recording.ticket, recording.recorder.finish(ending)))
  }
}

// MARK: - What the call asks of its line

extension ScriptedLine {
  mutating func answer() {}

  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale) {
    language = locale.language
    var parts: [Spoken] = []
    var owners: [Int] = []
    for (index, phrase) in phrases.enumerated() {
      let own = Spoken.parts(of: [phrase], in: locale)
      parts += own
      owners += Array(repeating: index, count: own.count)
    }
    speech = Speech(
      ticket: ticket, phrases: phrases, locale: locale, owners: owners,
      playback: Playback(parts))
    follow()
  }

  mutating func hush() { speech = nil }

  /// What is gone back to is heard once more.
  mutating func transport(_ transport: Transport) {
    guard var speech else { return }
    speech.playback.move(transport)
    let index = speech.playback.current.map { speech.owners[$0] } ?? speech.phrases.count
    if index < speech.current || transport == .toStart { speech.current = index - 1 }
    self.speech = speech
    follow()
  }

  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination
  ) {
    let recorder = Recorder(
      into: destination, of: depot, longestSeconds: order.longestSeconds)
    recording = Recording(ticket: ticket, recorder: recorder, toneLeft: Self.tone)
    if recorder.failure != nil { endRecording(.failure) }
  }

  mutating func stopRecording() { endRecording(isCallerGone ? .hangUp : .key) }

  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?) {
    acts.append(.transferred(to: number, isConnected: transfers == .connect))
    switch transfers {
    case .connect: events.append(.transferred(ticket, true))
    case .fail: events.append(.transferred(ticket, false))
    case .ring: break
    }
  }

  mutating func refuse(_ reason: Phrase, in language: Language) {
    acts.append(.refused(Refusal(reason)))
  }

  /// The store answers at once, but the call is told only when the caller's fingers rest.
  mutating func ask(
    _ request: MailboxRequest, _ ticket: Ticket, of store: any MailboxStore, for call: CallToken
  ) -> MailboxReply? {
    events.append(.fetched(ticket, store.answer(request, of: call)))
    return nil
  }

  /// A caller who was connected to somebody else hears nothing of it.
  mutating func hangUp() {
    if case .transferred(_, true) = acts.last { return }
    acts.append(.ended)
  }
}
