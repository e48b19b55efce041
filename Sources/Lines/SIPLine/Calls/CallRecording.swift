import Audio
import CallFlow
import Mailbox
import Media
import Portal
import Store
import Telephony
import Threads

/// A recording that a SIP call makes. The caller hears the tone when the file is there to take what
/// she says, and not before:
///
/// ```
/// thread of the calls      RecordingWriter         thread of the sound
///        │ record ────────────► makes the file
///        │ ◄─── .recordingBegan ───┤
///        │ the tone ─────────────────────────────────────► │
///        │ ◄─────────────────────────────────── .played ───┤
///        │ capture ──────────────────────────────────────► │
///        │                         ◄──── 0.2 s of sound ───┤
///        │ finish ────────────► writes the rest
///        │ ◄─── .recorded ─────────┤
/// ```
/// Without a file there is no tone: the flow is told of a recording that failed, and its caller hears
/// so. A disk that does not answer at all is not waited for longer than ``patience``.
struct CallRecording {
  enum Stage: Equatable {
    /// Its file is being made.
    case opening
    /// The tone is played with this tag; what comes after it is recorded.
    case tone(UInt64)
    /// The writer has been asked for the end.
    case ending
  }

  let ticket: Ticket
  /// The recording's key in the store.
  let id: UInt64
  let writer: RecordingWriter
  var stage = Stage.opening
  /// When the writer must have answered, on ``MonotonicTime/milliseconds``; `nil` while it is not asked
  /// for anything.
  var deadline: Int64?

  /// As long as the flow waits for a recording that it has stopped.
  static let patience = Int64(Limits.take)

  static let beep = SampleSource(Tone.beep)
}

extension SIPCallLine {
  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination
  ) {
    let (loop, dialog) = (environment.loop, dialog)
    let writer = RecordingWriter(
      into: destination, of: environment.store.takes, longestSeconds: order.longestSeconds,
      on: environment.writers[destination.id], within: environment.backlog,
      log: environment.log, call: name,
      begun: { loop.post(.recordingBegan(dialog, ticket, isThere: $0)) })
    recording = CallRecording(
      ticket: ticket, id: destination.id, writer: writer,
      deadline: MonotonicTime.milliseconds + CallRecording.patience)
  }

  /// The file is there: the tone is played, and what comes after it is recorded. Without a file the
  /// recording has failed.
  mutating func recordingBegan(_ ticket: Ticket, isThere: Bool) {
    guard let recording, recording.ticket == ticket, recording.stage == .opening else { return }
    guard isThere else { return endRecording(.failure) }
    let (loop, dialog, writer) = (environment.loop, dialog, recording.writer)
    leg?.sink.set { samples in
      writer.append(samples) { _ in loop.post(.recordingEnded(dialog, ticket)) }
    }
    tag += 1
    self.recording?.stage = .tone(tag)
    self.recording?.deadline = nil
    leg?.stream.play(PlayQueue([CallRecording.beep]), tag: tag)
  }

  /// The recording has become too long or silent for too long, or the disk is too slow for it.
  mutating func recordingEnded(_ ticket: Ticket) {
    if recording?.ticket == ticket { endRecording(.limit) }
  }

  mutating func stopRecording() { endRecording(isHungUp ? .hangUp : .key) }

  /// What came of the recording is told.
  mutating func recorded(_ ticket: Ticket) {
    if recording?.ticket == ticket { recording = nil }
  }

  /// The disk has not answered for so long that the caller hears of a failure. What the writer says
  /// later is stale.
  mutating func giveUpRecording(at now: Int64) {
    guard let recording, let deadline = recording.deadline, deadline <= now else { return }
    if recording.stage == .opening { endRecording(.failure) }
    self.recording = nil
    environment.log.recordingFailed(
      "the disk has not answered for \(CallRecording.patience / 1_000) s.", call: name)
    events.append(
      .recorded(
        recording.ticket,
        FinishedRecording(id: recording.id, milliseconds: 0, hasSound: false, ending: .failure)))
  }

  /// - Parameter ending: Unless the recorder knows a better one.
  private mutating func endRecording(_ ending: FinishedRecording.Ending) {
    guard let recording, recording.stage != .ending else { return }
    self.recording?.stage = .ending
    self.recording?.deadline = MonotonicTime.milliseconds + CallRecording.patience
    let rest = leg?.stream.endCapture() ?? []
    leg?.sink.set(nil)
    let (loop, dialog, ticket) = (environment.loop, dialog, recording.ticket)
    let (key, tone) = ending == .key ? (key, toneMilliseconds) : (nil, 0)
    recording.writer.finish(rest, ending, by: key, droppingLast: tone) { take in
      loop.post(.recorded(dialog, ticket, take))
    }
  }
}
