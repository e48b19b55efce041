import Audio
public import CallFlow
import Foundation
public import Mailbox
import Media
import RTP
import SIP
import Signalling
import Synchronization
public import Telephony
import Threads

/// A caller's telephone by SIP, for call scripts: RFC 4733 keys and real sound.
public final class SIPTestCaller: TestCaller {
  private let exchange: SIPTestCallers
  private let portal: SIPURI
  private let dialog: DialogID
  private let state: TestCallerState
  private let leg: MediaLeg

  init(
    _ exchange: SIPTestCallers, _ portal: SIPURI, _ dialog: DialogID, _ leg: MediaLeg,
    _ state: TestCallerState
  ) {
    (self.exchange, self.portal, self.dialog) = (exchange, portal, dialog)
    (self.leg, self.state) = (leg, state)
  }

  deinit {
    hangUp()
    exchange.forget(dialog)
    leg.stream.close()
  }

  /// A reason is signalled by Diversion (RFC 5806), a number that the line vouches for by
  /// P-Asserted-Identity (RFC 3325), which the portal must believe.
  public func call(_ call: IncomingCall) throws(TestCallerLimit) {
    guard call.rings == nil else {
      throw TestCallerLimit("SIP cannot tell a portal how often a phone has rung")
    }
    exchange.perform(.invite(dialog, exchange.outgoing(call, to: portal, leg.offer())))
  }

  /// What has happened, oldest first.
  public func nextEvent() -> Telephony.TestCallerEvent? {
    state.inside.withLock { $0.events.isEmpty ? nil : $0.events.removeFirst() }
  }

  /// What came since this was last asked.
  public func heard() -> [Int16] {
    state.inside.withLock { inside in
      defer { inside.heard = [] }
      return inside.heard
    }
  }

  /// Presses keys for 80 ms each, as RFC 4733 events.
  public func press(_ keys: [Character]) {
    guard !keys.isEmpty else { return }
    state.inside.withLock { $0.pressing += 1 }
    leg.stream.press(keys, milliseconds: 80, pause: 80)
  }

  /// Speaks instead of what is being spoken.
  public func speak(_ samples: [Int16]) {
    let tag = state.inside.withLock { inside in
      inside.spoken += 1
      inside.isSpeaking = !samples.isEmpty
      return inside.spoken
    }
    if samples.isEmpty {
      leg.stream.hush()
    } else {
      leg.stream.play(PlayQueue([SampleSource(samples)]), tag: tag)
    }
  }

  public var isBusy: Bool { state.inside.withLock { $0.pressing > 0 || $0.isSpeaking } }

  /// BYE, or CANCEL before the answer.
  public func hangUp() { exchange.perform(.hangUp(dialog)) }

  public var transfers: TransferAnswer {
    get { state.inside.withLock { $0.transfers } }
    set { state.inside.withLock { $0.transfers = newValue } }
  }

  public var now: Moment { Moment(MonotonicTime.milliseconds) }

  /// Lets real time pass.
  public func wait(_ time: Moment) { Thread.sleep(forTimeInterval: Double(time) / 1_000) }
}

/// What a telephone shares with the threads of its line.
final class TestCallerState: Sendable {
  struct Inside {
    var events: [Telephony.TestCallerEvent] = []
    var heard: [Int16] = []
    var transfers = TransferAnswer.connect
    /// Orders to press keys that are not done.
    var pressing = 0
    var isSpeaking = false
    /// The tag of what was spoken last.
    var spoken: UInt64 = 0
    var isOver = false
  }

  let inside = Mutex(Inside())

  /// Notes an event, unless the call is over.
  func note(_ event: Telephony.TestCallerEvent, isLast: Bool = false) {
    inside.withLock { inside in
      guard !inside.isOver else { return }
      inside.events.append(event)
      inside.isOver = isLast
    }
  }

  func take(_ event: MediaEvent) {
    inside.withLock { inside in
      switch event {
      case .captured(let samples): inside.heard += samples
      case .pressed: inside.pressing = max(0, inside.pressing - 1)
      case .played(let tag): if tag == inside.spoken { inside.isSpeaking = false }
      case .key, .keyUp, .silence: break
      }
    }
  }
}
