import Dispatch
import Media
import RTP
import Signalling
import Synchronization

/// The sound of one call and what was agreed on it. The thread of the calls and that of the
/// signalling both use it: an offer within a call is answered at once.
final class MediaLeg: Sendable {
  let stream: MediaStream
  let sink: CaptureSink
  let keys: WaitingKeys
  private let negotiator: Mutex<MediaNegotiator>

  init(
    _ stream: MediaStream, _ negotiator: MediaNegotiator, _ sink: CaptureSink = CaptureSink(),
    _ keys: WaitingKeys = WaitingKeys()
  ) {
    (self.stream, self.sink, self.keys) = (stream, sink, keys)
    self.negotiator = Mutex(negotiator)
  }

  /// Whether the peer has said that it sends no sound.
  var isHeld: Bool { negotiator.withLock { $0.agreement?.receives == false } }

  /// The same for the body of an INVITE, which may be something else.
  func answer(_ offer: SIPBody) -> OfferReply {
    offer.type.lowercased() == "application/sdp" ? answer(offer.text) : .refused([])
  }

  /// Answers an offer and lets the sound follow it.
  /// - Returns: With what the offer is refused when nothing in it can be agreed on.
  func answer(_ offer: String) -> OfferReply {
    do {
      let (answer, agreement) = try negotiator.withLock { try $0.answer(to: offer) }
      follow(agreement)
      return .session(.sdp(answer))
    } catch let error as SDPError {
      return .refused([Self.warning(error)])
    } catch {
      return .refused([])
    }
  }

  /// What says why (RFC 3261 section 20.43).
  private static func warning(_ error: SDPError) -> SIPHeader {
    let text = error.description.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline }
    return SIPHeader("Warning", "\(error.warning.rawValue) voiceportal \"\(text)\"")
  }

  /// Lets the sound follow an agreement. Where the peer names a host, sound goes to it when its
  /// address is known, or to where the first packet has come from.
  private func follow(_ agreement: MediaAgreement) {
    stream.connect(agreement)
    let name = agreement.remoteAddress
    guard MediaAddress(name, port: 0) == nil else { return }
    DispatchQueue.global().async { [weak self] in
      guard let address = HostLookup.address(of: name) else { return }
      self?.negotiator.withLock { negotiator in
        guard let self, negotiator.agreement == agreement else { return }
        var known = agreement
        known.remoteAddress = address
        self.stream.connect(known)
      }
    }
  }

  /// An offer of ours.
  func offer() -> SIPBody { .sdp(negotiator.withLock { $0.offer() }) }

  /// Follows the answer to an offer of ours.
  /// - Returns: Whether it can be followed.
  func accept(_ answer: SIPBody?) -> Bool {
    guard let answer,
      let agreement = try? negotiator.withLock({ try $0.accept(answer: answer.text) })
    else { return false }
    follow(agreement)
    return true
  }
}

/// Where captured sound goes: straight from the thread of the sound to the recording, so that what
/// a stream gives at the end of a capture comes after what it told before.
final class CaptureSink: Sendable {
  private let handler = Mutex<(@Sendable ([Int16]) -> Void)?>(nil)

  /// From now on it goes here; `nil`: nowhere.
  func set(_ handler: (@Sendable ([Int16]) -> Void)?) { self.handler.withLock { $0 = handler } }

  func take(_ samples: [Int16]) { handler.withLock { $0 }?(samples) }
}
