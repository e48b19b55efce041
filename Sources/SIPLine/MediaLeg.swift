import Media
import RTP
import Signalling
import Synchronization

/// The sound of one call and what was agreed on it. The thread of the calls and that of the
/// signalling both use it: an offer within a call is answered at once.
final class MediaLeg: Sendable {
  let stream: MediaStream
  let sink: CaptureSink
  private let negotiator: Mutex<MediaNegotiator>

  init(_ stream: MediaStream, _ negotiator: MediaNegotiator, _ sink: CaptureSink = CaptureSink()) {
    (self.stream, self.sink) = (stream, sink)
    self.negotiator = Mutex(negotiator)
  }

  /// Answers an offer and lets the sound follow it.
  /// - Returns: `nil` when nothing in it can be agreed on.
  func answer(_ offer: String) -> SIPBody? {
    guard let (answer, agreement) = try? negotiator.withLock({ try $0.answer(to: offer) }) else {
      return nil
    }
    stream.connect(agreement)
    return .sdp(answer)
  }

  /// An offer of ours.
  func offer() -> SIPBody { .sdp(negotiator.withLock { $0.offer() }) }

  /// Follows the answer to an offer of ours.
  /// - Returns: Whether it can be followed.
  func accept(_ answer: SIPBody?) -> Bool {
    guard let answer,
      let agreement = try? negotiator.withLock({ try $0.accept(answer: answer.text) })
    else { return false }
    stream.connect(agreement)
    return true
  }
}

/// Where captured sound goes: straight from the thread of the sound to the recording, so that what
/// a stream gives at the end of a capture comes after what it told before.
final class CaptureSink: Sendable {
  private let taker = Mutex<(@Sendable ([Int16]) -> Void)?>(nil)

  /// From now on it goes here; `nil`: nowhere.
  func set(_ taker: (@Sendable ([Int16]) -> Void)?) { self.taker.withLock { $0 = taker } }

  func take(_ samples: [Int16]) { taker.withLock { $0 }?(samples) }
}
