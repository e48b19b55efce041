import Mailbox
import Testing

/// A call has one type for all replies; each request has its own.
@Suite struct TypedReplyTests {
  private static let sound = AudioReference(id: 3, milliseconds: 900)
  private static let owner = LoggedInOwner(user: 1, language: .de, counts: MessageCounts())
  private static let list = ListView(
    description: "Team", members: 2, owner: 4, name: sound, isOpen: nil)
  private static let somebody = Recipient(user: 5, number: "105", name: nil)

  private static let replies: [any TypedReply] = [
    Done(), DoneIfKnown.done, DoneIfKnown.unknown, Arrival.busy(.nl),
    LogInRequest.Reply.welcome(owner), LogInRequest.Reply.refused, LogInRequest.Reply.locked,
    MessageReply.noMessage, DeleteAllMessages.Reply(count: 7), FindFreeList.Reply(number: 2),
    PhoneSettings(hasName: true), ChangeSetting.Reply.settings(PhoneSettings()),
    ChangeSetting.Reply.numberRefused(.leadsBack), CheckPasscode.Reply.fits,
    CheckPasscode.Reply.breaks(.tooShort), ChangePasscode.Reply.changed,
    ChangePasscode.Reply.entriesDiffer, ChangePasscode.Reply.breaks(.tooShort),
    PermitCallOut.Reply.permitted, PermitCallOut.Reply.tooMany, Deposit.Reply.kept,
    Deposit.Reply.full, SendOrder.Reply.sent(delivered: 2, failed: ["101"]),
    SendOrder.Reply.refused, RecipientReply.recipient(somebody), RecipientReply.unknown,
    AddListMember.Reply.added(somebody), AddListMember.Reply.unknown, AddListMember.Reply.isMember,
    FindList.Reply.list(list), FindList.Reply.unknown, CreateList.Reply.list(list),
    CreateList.Reply.refused, FindGreeting.Reply(sound: nil), FindGreeting.Reply(sound: sound),
    FindAnnouncement.Reply.announcement(sound), FindAnnouncement.Reply.unknown,
  ]

  @Test(arguments: replies.indices)
  func `a reply that a call has got is the one that the rule gave`(index: Int) {
    expectSame(Self.replies[index])
  }

  @Test(arguments: replies.indices)
  func `what the mailboxes could not do has no reply`(index: Int) {
    expectNone(Self.replies[index], for: .failed)
  }

  @Test func `the reply to another request is none`() {
    #expect(MessageReply(.locked) == nil)
    #expect(LogInRequest.Reply(.noMessage) == nil)
    #expect(DoneIfKnown(.refused) == nil)
    #expect(FindAnnouncement.Reply(.greeting(nil)) == nil)
  }

  private func expectSame<Reply: TypedReply>(_ reply: Reply) {
    #expect(Reply(reply.untyped) == reply)
  }

  private func expectNone<Reply: TypedReply>(_ reply: Reply, for untyped: MailboxReply) {
    #expect(Reply(untyped) == nil)
  }
}
