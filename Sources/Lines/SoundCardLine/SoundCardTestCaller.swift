import Audio
public import CallFlow
import Foundation
public import Mailbox
public import Telephony
import Threads

/// What a sound card cannot signal: a portal at its other end takes a call and ends it. Whoever runs
/// that portal knows.
public protocol SoundPortal: AnyObject {
  /// Lets the portal wait for the bell of this call.
  /// - Throws: ``TestCallerLimit`` when it cannot be told of such a call, or why it does not run.
  func expect(_ call: IncomingCall) throws
  /// Whether the portal has taken the call.
  var hasAnswered: Bool { get }
  /// Whether the portal has ended it.
  var hasEnded: Bool { get }
  /// The caller has gone, which no sound tells.
  func hangUp()
}

/// A caller's telephone at a sound card whose wires lead to that of a portal, for call scripts: a
/// bell, DTMF tones and speech are played, and everything is heard.
public final class SoundCardTestCaller: TestCaller {
  /// The portal does not say on this line what becomes of transfers; they fail.
  public var transfers = TransferAnswer.fail
  private let card: SoundCard
  private let portal: any SoundPortal
  private var events: [TestCallerEvent] = []
  /// What is being played, and what comes after it.
  private var playing = 0
  private var next: [Int16] = []
  /// When all that was played has been heard at the other end.
  private var heardAt: Moment = 0
  private var rungAt: Moment = .min / 2
  private var isAnswered = false
  private var isOver = false
  private var endedAt: Moment?

  /// A telephone that is not used yet.
  /// - Parameter card: Of the caller. One telephone at a time may have it.
  public init(_ card: SoundCard, calling portal: any SoundPortal) {
    (self.card, self.portal) = (card, portal)
  }

  deinit { hangUp() }

  /// Rings, once the portal waits for it. Returns when it does.
  public func call(_ call: IncomingCall) throws(TestCallerLimit) {
    guard call.condition == nil else {
      throw TestCallerLimit("a sound card cannot tell why a call comes to the portal")
    }
    guard call.rings == nil else {
      throw TestCallerLimit("a sound card cannot tell a portal how often a phone has rung")
    }
    do {
      try portal.expect(call)
    } catch let limit as TestCallerLimit {
      throw limit
    } catch {
      fail("\(error)")
      return
    }
    card.dropEvents()
    card.record(after: Tone.silence(milliseconds: 20))
    playing = LineFormat.samples(inMilliseconds: 20)
  }

  /// What has happened, oldest first.
  public func nextEvent() -> TestCallerEvent? {
    move()
    return events.isEmpty ? nil : events.removeFirst()
  }

  /// Everything that was captured since this was last asked, also before the answer.
  public func heard() -> [Int16] { card.recorded() }

  /// Plays DTMF tones of 80 ms with pauses of 80 ms.
  public func press(_ keys: [Character]) {
    for key in keys.compactMap(\.asciiValue) {
      next += Tone.dtmf(key, milliseconds: 80, levelDB: Self.levelDB) ?? []
      next += Tone.silence(milliseconds: 80)
    }
    move()
  }

  /// Speaks instead of what is being played.
  public func speak(_ samples: [Int16]) {
    card.hush()
    (playing, next, heardAt) = (0, samples, now)
    move()
  }

  public var isBusy: Bool {
    move()
    return !next.isEmpty || playing > 0 || now < heardAt
  }

  /// The portal is told.
  public func hangUp() {
    guard !isOver else { return }
    isOver = true
    card.hush()
    portal.hangUp()
  }

  public var now: Moment { Moment(MonotonicTime.milliseconds) }

  /// Lets real time pass.
  public func wait(_ time: Moment) { Thread.sleep(forTimeInterval: Double(time) / 1_000) }

  // MARK: What happens

  private static let levelDB = -16.0
  /// How long sound may be under way.
  private static let latency: Moment = 500
  private static let wakeup = Tone.sine(hertz: 400, milliseconds: 300, levelDB: -20)

  private func move() {
    while let event = card.nextEvent() {
      if case .lost(let reason) = event { fail(reason) }
    }
    if playing > 0, card.position >= playing {
      (playing, heardAt) = (0, now + Self.latency)
    }
    if playing == 0, !next.isEmpty {
      card.play(next)
      (playing, next) = (next.count, [])
    }
    guard !isOver else { return }
    if isAnswered { listenForEnd() } else { ring() }
  }

  private func ring() {
    if portal.hasAnswered {
      isAnswered = true
      events.append(.answered)
    } else if playing == 0, now > rungAt + 1_500 {
      rungAt = now
      card.play(Self.wakeup)
      playing = Self.wakeup.count
    }
  }

  /// The last words are still under way when the portal has ended.
  private func listenForEnd() {
    if endedAt == nil, portal.hasEnded { endedAt = now }
    guard let endedAt, now > endedAt + Self.latency else { return }
    isOver = true
    events.append(.act(.ended))
  }

  private func fail(_ reason: String) {
    guard !isOver else { return }
    isOver = true
    events.append(.failed(reason.hasSuffix(".") ? String(reason.dropLast()) : reason))
    portal.hangUp()
  }
}
