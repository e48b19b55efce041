import CallFlow
import Foundation
import Mailbox
import Portal
import Store
import Telephony
import TextFiles

/// What a script looks at.
extension ScriptRun {
  func check(_ expectation: Expectation) throws {
    switch expectation {
    case .mailbox(let number, let counts): try check(try known(number), counts)
    case .messageWaiting(let number, let counts):
      let user = try known(number)
      guard user.settings.notification.messageWaiting else {
        throw StepFailure("\(user.fullName) has the message-waiting indicator switched off")
      }
      try check(user, counts)
    case .transfer(let number):
      try needSignals()
      let act = try caller.orFail().nextAct()
      guard case .transferred(let target, _) = act, normal(target) == normal(number) else {
        throw StepFailure("\(act)")
      }
    case .refused(let reason):
      try needSignals()
      let act = try caller.orFail().nextAct()
      guard act == .refused(reason) else { throw StepFailure("\(act)") }
    case .ended:
      let act = try caller.orFail().nextAct()
      guard act == .ended else { throw StepFailure("\(act)") }
    case .language(let language):
      let spoken = try caller.orFail().language
      guard spoken == language else {
        throw StepFailure("the last words were in \(spoken?.rawValue ?? "no language")")
      }
    case .journal(let journal): try check(journal)
    case .mail(let mail): try check(mail)
    }
  }

  private func needSignals() throws(TestCallerLimit) {
    guard setting.wire?.isSignalled != false else {
      throw TestCallerLimit("no sound tells what a portal does with a call")
    }
  }

  private func known(_ number: String) throws -> User {
    guard let user = try user(number) else {
      throw StepFailure("nobody has the number \(number)")
    }
    return user
  }

  private func check(_ user: User, _ expected: MailboxCounts) throws {
    var found = MailboxCounts()
    let agrees = try eventually {
      found = try counts(of: user)
      return expected.agrees(with: found)
    }
    guard agrees else { throw StepFailure("there were \(found)") }
  }

  private func counts(of user: User) throws -> MailboxCounts {
    let messages = try messages(of: user)
    let kept = messages.filter { !$0.isDeleted }
    return MailboxCounts(
      new: kept.count { $0.rank != .saved }, saved: kept.count { $0.rank == .saved },
      urgent: kept.count { $0.rank == .urgentNew }, deleted: messages.count - kept.count)
  }

  /// A number as it is compared: an extension is its user's main number.
  private func normal(_ number: String) -> String {
    if let user = try? user(number) { return user.mainNumber.e164 }
    return companies.first?.comparableForm(of: number) ?? number
  }

  // MARK: Journals

  private func check(_ expected: JournalExpectation) throws {
    guard let journal = try caller.orFail().journal else {
      throw Unchecked(text: "a portal's journal cannot be seen from outside")
    }
    switch expected {
    case .text(let text):
      let lines = journal.text.split(separator: "\n").dropFirst()
      guard lines.contains(where: { $0.contains(text) }) else {
        throw StepFailure("no step of the journal holds \"\(text)\"")
      }
    case .file(let name):
      let path = name.hasPrefix("/") ? name : "\(script.folder)/\(name)"
      do {
        let written = try PlainText(path: path)
        try compare(journal, with: JournalText(written.text))
      } catch let fault as PlainTextFault {
        throw StepFailure("the journal cannot be read: \(fault.sentence(for: name))")
      }
    }
  }

  /// Numbers of messages, sounds and recordings differ from store to store; what happened and
  /// where does not.
  private func compare(_ journal: JournalText, with other: JournalText) throws(StepFailure) {
    let (found, wanted) = (journal.entries.map(\.summary), other.entries.map(\.summary))
    for index in 0..<max(found.count, wanted.count) {
      let now = index < found.count ? found[index] : "the end of the call"
      let then = index < wanted.count ? wanted[index] : "the end of the call"
      guard now == then else {
        throw StepFailure("line \(index + 2) of the journal tells \(then), but now it was \(now)")
      }
    }
  }
}

extension (any ScriptCaller)? {
  fileprivate func orFail() throws(StepFailure) -> any ScriptCaller {
    guard let self else { throw StepFailure("there was no call yet") }
    return self
  }
}

extension Journal<VoicePortal>.Entry {
  /// The event and the place after it.
  fileprivate var summary: String {
    let event =
      switch event {
      case .began: "the beginning"
      case .key(let digit): isMasked ? "a secret key" : "key \(digit.character)"
      case .spoken: "what was said to its end"
      case .recorded: "a recording"
      case .fetched: "an answer"
      case .transferred(_, let isDone): isDone ? "a transfer" : "a failed transfer"
      case .clock: "the clock"
      case .hungUp: "the caller hanging up"
      }
    return "\(event), at \(name(of: place))"
  }
}

extension MailboxCounts {
  /// Whether all counts that are said are those found.
  fileprivate func agrees(with found: MailboxCounts) -> Bool {
    func agree(_ said: Int?, _ found: Int?) -> Bool { said == nil || said == found }
    return agree(new, found.new) && agree(saved, found.saved) && agree(urgent, found.urgent)
      && agree(deleted, found.deleted)
  }
}

extension MailboxCounts: CustomStringConvertible {
  public var description: String {
    [("new", new), ("saved", saved), ("urgent", urgent), ("deleted", deleted)]
      .compactMap { name, count in count.map { "\(name) \($0)" } }.joined(separator: " ")
  }
}
