import Mailbox
import Testing

@Suite struct MailboxQuotaTests {
  @Test(arguments: [
    (0, 0, QuotaState.ok), (89, 0, .ok), (90, 0, .nearlyFull), (99, 0, .nearlyFull),
    (100, 0, .full), (101, 0, .full), (0, 5_399, .ok), (0, 5_400, .nearlyFull),
    (0, 6_000, .full), (90, 6_000, .full), (Int.max, Int.max, .full),
  ])
  func `the fuller measure decides`(messages: Int, seconds: Int, state: QuotaState) {
    #expect(MailboxQuota().state(messages: messages, seconds: seconds) == state)
  }

  @Test func `the warning comes at 90 percent of every limit`() {
    for limit in 1...200 {
      let quota = MailboxQuota(maximumMessages: limit, maximumSeconds: limit)
      for amount in 0..<limit {
        let state = quota.state(messages: amount, seconds: 0)
        #expect(state == (amount * 10 >= limit * 9 ? .nearlyFull : .ok))
      }
    }
  }

  @Test func `a mailbox that may hold nothing is full`() {
    let quota = MailboxQuota(maximumMessages: 0, maximumSeconds: 60)
    #expect(quota.state(messages: 0, seconds: 0) == .full)
  }
}
