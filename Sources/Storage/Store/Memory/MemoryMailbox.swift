import Mailbox

/// A user with everything that belongs to her. A class, so that changing one thing copies nothing.
///
/// It is `@unchecked Sendable` because it never leaves the rows of its storage, which a lock guards.
final class MemoryMailbox: @unchecked Sendable {
  var user: User
  var revision: Int64 = 1
  var passcode: PasscodeRow?
  /// The passcode of now first.
  var passcodeHistory: [String] = []
  var webPassword: WebPasswordRow?
  var recordings: [GreetingSlot: AudioReference] = [:]
  var lists: [Int: DistributionList] = [:]
  var listRevisions: [Int: Int64] = [:]
  var listNames: [Int: AudioReference] = [:]
  var messages = MemoryMessages()
  /// What unfinished calls have decided about messages.
  var decisions: [CallToken: [Int64: PendingDecision]] = [:]

  init(user: User) { self.user = user }
}
