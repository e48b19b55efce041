public import CallFlow
public import Mailbox
public import Portal

/// A caller's telephone on a line that reaches a portal, as call scripts use it. It makes one call.
///
/// Nothing here waits but ``wait(_:)``. One thread uses it; the line itself may have others.
public protocol TestCaller: AnyObject {
  /// Calls; once. What comes of it is told by ``nextEvent()``.
  /// - Throws: ``TestCallerLimit`` when this line cannot signal such a call.
  func call(_ call: IncomingCall) throws(TestCallerLimit)
  /// What has happened, oldest first; `nil`: nothing more until now.
  func nextEvent() -> TestCallerEvent?
  /// The samples of 8 kHz that came since this was last asked. From the answer on there is one for
  /// every 125 µs: what was lost, and the time in which the portal sends nothing, is silence.
  func heard() -> [Int16]
  /// Presses keys one after the other, `0` to `9`, `*`, `#`, `A` to `D`, each for 80 ms and 80 ms
  /// after the one before. Keys that are asked for meanwhile follow.
  func press(_ keys: [Character])
  /// Speaks samples of 8 kHz, instead of what is being spoken; none: is silent.
  func speak(_ samples: [Int16])
  /// Whether a key or a sample is still to be sent.
  var isBusy: Bool { get }
  /// Ends the call, also one that is not answered yet. `.ended` is not told then.
  func hangUp()
  /// What comes of transfers that the portal asks for from now on.
  var transfers: TransferAnswer { get set }
  /// The telephone's clock, in milliseconds. It goes as fast as the line.
  var now: Moment { get }
  /// Lets so many milliseconds pass.
  func wait(_ time: Moment)
}

/// What comes of a call.
public enum TestCallerEvent: Equatable, Sendable {
  /// The call has reached a phone that rings.
  case ringing
  /// The call is on; from now on it is heard.
  case answered
  /// The portal did something to the call as a whole. After `.ended`, `.refused` and a transfer
  /// that was connected nothing more is told.
  case act(PortalAct)
  /// The line did not carry the call, or broke: the reason, a sentence without its full stop.
  case failed(String)
}

/// What a line cannot signal: a sentence without its full stop.
public struct TestCallerLimit: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// Says what the line cannot do, such as `a sound card cannot tell who calls`.
  public init(_ description: String) { self.description = description }
}

/// Something that the portal did to the call as a whole.
public enum PortalAct: Equatable, Sendable, CustomStringConvertible {
  /// It sent the caller to a number, also instead of answering.
  case transferred(to: String, isConnected: Bool)
  /// It ended the unanswered call. `nil`: for a reason that scripts have no word for.
  case refused(Refusal?)
  /// It ended the call.
  case ended

  public var description: String {
    switch self {
    case .transferred(let number, let isConnected):
      "the portal transferred the caller to \(number)" + (isConnected ? "" : ", which failed")
    case .refused(let reason): "the portal refused the call: \(reason?.rawValue ?? "other")"
    case .ended: "the portal ended the call"
    }
  }
}

/// Why a call is not answered.
public enum Refusal: String, CaseIterable, Sendable {
  case busy
  case noAnswer = "no-answer"
  case notInService = "not-in-service"

  /// The reason that a phrase says; `nil` if it is none, such as a menu's prompt.
  public init?(_ reason: Phrase) {
    switch reason {
    case .prompt(.lineBusy): self = .busy
    case .prompt(.noAnswer): self = .noAnswer
    case .prompt(.notInService): self = .notInService
    default: return nil
    }
  }
}

/// What comes of the portal's transfers.
public enum TransferAnswer: String, CaseIterable, Sendable {
  /// The other side answers.
  case connect
  /// The other side is busy, or refuses.
  case fail
  /// Nothing is ever told. ``PortalAct/transferred(to:isConnected:)`` is told at once.
  case ring
}
