import CallFlow
import Mailbox
import Portal
import Store
import Telephony

/// One call, from its first moment to its last: keys and time go in, and what happens is shown.
struct TerminalCall {
  private(set) var live: LiveCall
  private var line: TerminalLine
  private let speech: (Language) -> SimulatedSpeech
  private let start: Moment

  init(
    _ live: LiveCall, on line: TerminalLine, at start: Moment,
    speech: @escaping (Language) -> SimulatedSpeech
  ) {
    self.live = live
    self.line = line
    self.start = start
    self.speech = speech
  }

  /// Runs the call to its end.
  /// - Returns: Whether there may be another one.
  mutating func run(_ keyboard: inout some Keyboard, on screen: inout Screen) -> Bool {
    var goesOn = true
    tell(.began, at: start)
    while true {
      catchUp(with: keyboard.now)
      flush(on: &screen)
      guard !live.isOver else { break }
      let due = [deadline, line.due].compactMap { $0 }.min()
      let input = keyboard.next(by: due, isQuiet: line.isQuiet && isListening)
      catchUp(with: keyboard.now)
      flush(on: &screen)
      guard let input, !live.isOver else { continue }
      if input == .leave { goesOn = false }
      act(on: input, at: keyboard.now)
      flush(on: &screen)
    }
    screen.show(ending(at: keyboard.now), at: "")
    return goesOn
  }

  /// The call counts its time from its own start.
  private var deadline: Moment? { live.call.deadline.map { $0 + start } }

  private var isListening: Bool {
    switch live.call.phase {
    case .listening, .paused, .recording, .ended: true
    case .ringing, .waiting, .speaking, .fetching, .stopping, .transferring: false
    }
  }

  /// Lets everything happen that was due by now.
  private mutating func catchUp(with now: Moment) {
    line.advance(to: now)
    deliver(at: now)
    while let event = line.handset?.nextEvent() { take(event, at: now) }
    if let deadline, deadline <= now {
      tell(.clock, at: now)
      deliver(at: now)
    }
  }

  private mutating func deliver(at now: Moment) {
    while !line.events.isEmpty { tell(line.events.removeFirst(), at: now) }
  }

  /// What comes from the handset. A device that is gone is a caller who is gone.
  private mutating func take(_ event: SoundDevicePhoneEvent, at now: Moment) {
    switch event {
    case .key(let sound): if let digit = sound.digit { press(digit, at: now) }
    case .lost(let reason):
      line.notes.append(.trouble("sound card", reason))
      act(on: .hangUp, at: now)
    case .rang, .ready: break
    }
    deliver(at: now)
  }

  private mutating func act(on input: Input, at now: Moment) {
    switch input {
    case .key(let digit): press(digit, at: now)
    case .hangUp, .leave:
      guard !line.isHungUp else { return }
      line.isHungUp = true
      line.hush()
      tell(.hungUp, at: now)
    case .speak where line.handset != nil:
      line.notes.append(.hint("Speak into the microphone."))
    case .speak:
      if !line.speak(speech(live.call.session.language)) {
        line.notes.append(.hint("Nothing is being recorded: there is nobody to speak to."))
      }
    case .skip: line.skip()
    case .help: line.notes.append(.hint(Help.duringCall))
    case .unknown(let character):
      line.notes.append(.hint("'\(character)' is no key here; ? shows those that are."))
    }
  }

  /// A key is shown before what it does; whether it is secret is known only after the step.
  private mutating func press(_ digit: Digit, at now: Moment) {
    let shown = line.notes.count
    let entry = live.journal?.entries.count ?? 0
    tell(.key(digit), at: now)
    let isMasked = live.journal.map { $0.entries[entry].isMasked } ?? true
    let character = isMasked ? "•" : digit.character
    var isMove = false
    for index in line.notes.indices.dropFirst(shown) {
      guard case .moved(let transport, _) = line.notes[index] else { continue }
      line.notes[index] = .moved(transport, by: character)
      isMove = true
    }
    if isMove { return }
    // What the key ended comes first.
    let ended = line.notes.dropFirst(shown).prefix { $0.isEnd }.count
    line.notes.insert(.key(character), at: shown + ended)
  }

  private mutating func tell(_ event: Event<VoicePortal>, at now: Moment) {
    live.tell(event, at: now - start, on: &line)
  }

  private mutating func flush(on screen: inout Screen) {
    let place = kebabCase(String(describing: live.call.place))
    for note in line.notes { screen.show(note, at: place) }
    line.notes = []
  }

  private func ending(at now: Moment) -> TranscriptLine {
    let time = clockText(seconds: Int(now - start) / 1_000)
    return switch line.ending {
    case .byCaller: .effect("call ended", "by the caller after \(time)")
    case .byPortal: .effect("call ended", "by the portal after \(time)")
    case .handedOver: .effect("call ended", "connected after \(time)")
    case .refused: .effect("call ended", "not answered")
    }
  }
}
