import Audio
import CallFlow
import Mailbox
import Telephony

/// What the simulated caller can say.
public struct SimulatedSpeech: Sendable {
  /// Shown while it is said.
  public let text: String
  /// At 8 kHz.
  public let samples: [Int16]

  /// A sound, and what it says.
  public init(text: String, samples: [Int16]) {
    self.text = text
    self.samples = samples
  }

  /// Three seconds of a tone, where there is no speech.
  public static let tone = SimulatedSpeech(
    text: "‹a tone›", samples: Tone.sine(hertz: 300, milliseconds: 3_000, levelDB: -20))
}

/// The tone, then a recording of what the caller says, and of her silence.
struct Recording {
  let ticket: Ticket
  let recorder: Recorder
  /// What she is still saying.
  var speech: [Int16] = []
  private var toneLeft = Tone.beep[...]

  init(ticket: Ticket, recorder: Recorder) {
    self.ticket = ticket
    self.recorder = recorder
  }

  /// Whole seconds recorded so far.
  var seconds: Int { recorder.milliseconds / 1_000 }

  /// Whether the tone sounds or the caller speaks.
  var isBusy: Bool { !toneLeft.isEmpty || !speech.isEmpty }

  /// Milliseconds until the tone or the speech ends, a second is full, or the recorder ends.
  var timeToNext: Int? {
    let tone = LineFormat.milliseconds(ofSamples: toneLeft.count)
    if tone > 0 { return tone }
    var next = min(1_000 - recorder.milliseconds % 1_000, recorder.millisecondsLeft)
    if !speech.isEmpty { next = min(next, LineFormat.milliseconds(ofSamples: speech.count) + 1) }
    return max(1, next)
  }

  /// Lets time pass.
  /// - Parameter captured: What a microphone gave; `nil` if there is none, and what the caller says
  ///   is made.
  /// - Returns: The part of the tone that was heard, and why the recording has ended.
  mutating func advance(
    by milliseconds: Int, captured: [Int16]? = nil
  ) -> (tone: ArraySlice<Int16>, ending: FinishedRecording.Ending?) {
    let total = LineFormat.samples(inMilliseconds: milliseconds)
    let tone = toneLeft.prefix(total)
    toneLeft = toneLeft.dropFirst(total)
    if let captured { return (tone, recorder.append(captured)) }
    let said = speech.prefix(total - tone.count)
    speech.removeFirst(said.count)
    let silence = [Int16](repeating: 0, count: total - tone.count - said.count)
    return (tone, recorder.append(Array(said) + silence))
  }
}
