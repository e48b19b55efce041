import CallFlow
import Mailbox
import Portal
public import Store
public import Telephony
import Threads

/// One call on a telephone, from its first moment to its last. It runs on the thread that asks for
/// it; the sound has its own.
public struct SoundCardCall {
  /// The call as it now is.
  public private(set) var live: LiveCall
  /// Why the device was lost in the call; `nil` if it was not.
  public private(set) var loss: String?
  private var line: SoundCardLine
  private let phone: any SoundDevicePhone
  private let wait: (Int) -> Void
  private let start: Int64

  /// A call that has not begun.
  /// - Parameter wait: Waits until the handset has something to tell, or some milliseconds.
  public init(
    _ live: LiveCall, on phone: any SoundDevicePhone, voice: Voice, depot: any RecordingStore,
    wait: @escaping (Int) -> Void
  ) {
    self.live = live
    self.phone = phone
    self.wait = wait
    line = SoundCardLine(phone, voice: voice, depot: depot)
    start = MonotonicTime.milliseconds
  }

  /// Runs the call to its end, and lets its last words be heard.
  /// - Parameters:
  ///   - mustEnd: Asked now and then; the caller is then gone.
  ///   - isEndedByOperator: Likewise.
  public mutating func run(mustEnd: () -> Bool, isEndedByOperator: () -> Bool = { false }) {
    tell(.began)
    settle()
    while !live.isOver {
      wait(millisecondsToWait)
      if mustEnd() { hangUp(.drained) }
      if isEndedByOperator() { hangUp(.byOperator) }
      takeEvents()
      settle()
      if let deadline = live.call.deadline, deadline <= now {
        tell(.clock)
        settle()
      }
    }
    while line.isSpeaking, loss == nil, !mustEnd(), !isEndedByOperator() {
      wait(Self.longestWait)
      while let event = phone.nextEvent() { note(event) }
      line.catchUp()
    }
    phone.hush()
  }

  /// How long it takes to notice that the program is to end.
  private static let longestWait = 200

  private var now: Moment { Moment(MonotonicTime.milliseconds - start) }

  private var millisecondsToWait: Int {
    guard let deadline = live.call.deadline else { return Self.longestWait }
    return min(Self.longestWait, max(1, Int(deadline - now)))
  }

  private mutating func takeEvents() {
    while let event = phone.nextEvent() {
      line.catchUp()
      settle()
      note(event)
      if case .key(let key) = event, let digit = key.digit { tell(.key(digit)) }
      settle()
    }
    line.catchUp()
  }

  /// A device that is gone is a caller who is gone.
  private mutating func note(_ event: SoundDevicePhoneEvent) {
    guard case .lost(let reason) = event else { return }
    loss = reason
    if !live.isOver { hangUp(.failed(reason)) }
  }

  private mutating func hangUp(_ ending: CallEnding) {
    guard !line.isHungUp, !live.isOver else { return }
    live.note(ending)
    line.isHungUp = true
    line.hush()
    tell(.hungUp)
    settle()
  }

  private mutating func settle() {
    while !line.events.isEmpty { tell(line.events.removeFirst()) }
  }

  private mutating func tell(_ event: Event<VoicePortal>) { live.tell(event, at: now, on: &line) }
}
