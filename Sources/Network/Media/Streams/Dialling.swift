import Audio
import RTP

/// Keys that a stream presses, turn by turn of 20 ms.
struct Dialling {
  private struct Key {
    var character: Character
    var milliseconds: Int
    var pauseTurns: Int
    /// Its tones and the pause behind, where telephone-events are not agreed.
    var sound: PlayQueue?
  }

  /// The last one is next.
  private var keys: [Key] = []
  /// The key that is sent, and turns of silence behind it.
  private var sender: TelephoneEventSender?
  private var turnsLeft = 0
  private var tones = Player()
  /// Whether nothing of it has been sent yet.
  private(set) var isFresh = false
  /// Whether there is a turn left.
  private(set) var isActive = false

  /// What is to be done in a turn.
  enum Step {
    case event(TelephoneEventSender.Packet)
    /// The next frame has been written.
    case sound
    case silence
    /// All keys have gone. Told once.
    case done
  }

  /// Keys that follow those which are being pressed.
  mutating func press(
    _ characters: [Character], milliseconds: Int, pause: Int, asTones: Bool
  ) {
    if !isActive { (isFresh, isActive) = (true, true) }
    let keys = characters.filter { TelephoneEvent.code($0) != nil }.map { character in
      Key(
        character: character, milliseconds: milliseconds,
        // The three packets that tell the end are a part of the pause.
        pauseTurns: max(0, (pause + 19) / 20 - 3),
        sound: asTones ? Self.sound(character, milliseconds, pause) : nil)
    }
    self.keys.insert(contentsOf: keys.reversed(), at: 0)
  }

  /// - Parameters:
  ///   - timestamp: of sound that would be sent now.
  ///   - frame: takes the sound, if it is sound.
  mutating func next(timestamp: UInt32, _ frame: inout MutableSpan<Int16>) -> Step {
    isFresh = false
    if let step = current(&frame) { return step }
    guard let key = keys.popLast() else {
      self = Dialling()
      return .done
    }
    if let sound = key.sound {
      _ = tones.play(sound, 0)
    } else {
      turnsLeft = key.pauseTurns
      sender = TelephoneEventSender(
        key: key.character, milliseconds: key.milliseconds, timestamp: timestamp)
    }
    return current(&frame) ?? .silence
  }

  /// What is left of the key that has begun.
  private mutating func current(_ frame: inout MutableSpan<Int16>) -> Step? {
    if tones.hasSound {
      tones.next(&frame)
      return .sound
    }
    if let packet = sender?.next() { return .event(packet) }
    sender = nil
    guard turnsLeft > 0 else { return nil }
    turnsLeft -= 1
    return .silence
  }

  private static func sound(_ key: Character, _ milliseconds: Int, _ pause: Int) -> PlayQueue? {
    guard let code = key.asciiValue, let tone = Tone.dtmf(code, milliseconds: milliseconds)
    else { return nil }
    return PlayQueue([SampleSource(tone + Tone.silence(milliseconds: pause))])
  }
}
