public import CallFlow
public import Mailbox
public import Telephony

/// The caller's end of one call. A script directs it and does not know which line it is on: under
/// virtual time, or on a wire. Every method throws ``StepFailure`` when the call goes another way.
public protocol ScriptCaller: AnyObject {
  /// Lets time run while the portal speaks, until a phrase is spoken that fits and has not been
  /// passed over yet.
  func hear(_ pattern: PhrasePattern) throws(StepFailure)
  /// Lets what is being said end; then nothing may be said for `time`.
  func hearNothing(for time: Moment) throws(StepFailure)
  /// Presses keys now, `0` to `9`, `*`, `#`, `A` to `D`: under virtual time faster than the portal
  /// can do anything that takes time. What was spoken before the last of them is passed over.
  func press(_ keys: [Character]) throws(StepFailure)
  /// Waits for the tone, then speaks.
  func speak(_ speech: CallerSpeech) throws(StepFailure)
  /// Lets what is being said end, then `time` pass.
  func wait(_ time: Moment) throws(StepFailure)
  /// Lets `time` pass, whatever is being said.
  func listen(_ time: Moment) throws(StepFailure)
  func hangUp() throws(StepFailure)
  /// Lets time run while the portal speaks, until it does something that no step has mentioned.
  func nextAct() throws(StepFailure) -> PortalAct
  /// What the portal did and no step has mentioned yet.
  var acts: [PortalAct] { get }
  /// What comes of transfers from now on.
  var transfers: TransferAnswer { get set }
  /// The language of what was said last; `nil` if nothing was said yet.
  var language: Language? { get }
  /// Whether neither side has ended the call.
  var isOn: Bool { get }
  /// What was heard and pressed, a line each, passcodes masked.
  var transcript: [String] { get }
  /// The portal's own account of the call, where the line has it.
  var journal: JournalText? { get }
}

/// What happened instead of what a step wanted.
public struct StepFailure: Error, Equatable, Sendable {
  public let happened: String
  /// Whether it lies with the line, which cannot do such a thing.
  public let isLimit: Bool

  /// Says what happened, such as `the call was over`.
  public init(_ happened: String, isLimit: Bool = false) {
    (self.happened, self.isLimit) = (happened, isLimit)
  }
}
