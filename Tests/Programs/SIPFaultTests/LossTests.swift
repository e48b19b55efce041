import Foundation
import Mailbox
import Store
import Testing

@testable import voiceportal_bench

/// A network that loses, doubles and swaps what it carries, in both directions.
@Suite struct LossTests {
  @Test func `a recording is as long as it was spoken`() throws {
    try ServerUnderTest.during { server in
      var plan = CallCost.deposits(
        of: server, calls: 20, perSecond: 20, seconds: 6, name: "loss")
      plan.trouble = badNetwork
      let outcomes = try plan.outcomes()
      #expect(outcomes.compactMap(\.failure) == [])
      let found = try server.recordings(20)
      for outcome in outcomes {
        let lengths = try #require(found[outcome.from])
        #expect(lengths.count == 1)
        // The caller may have lost the end of the tone, and counts from the sound before that.
        let surplus = Double(lengths.reduce(0, +)) - outcome.spokenMilliseconds
        #expect((-200...100).contains(surplus))
      }
    }
  }

  @Test func `each key counts once`() throws {
    try ServerUnderTest.during {
      $0.messageSeconds = 20
    } _: { server in
      // To the message, and it is deleted: one key more or less would not do that.
      var plan = CallCost.retrievals(
        of: server, calls: 20, perSecond: 20, seconds: 9, name: "keys")
      plan.trouble = badNetwork
      let keys = plan.keys
      plan.keys = { number in keys(number) + [((keys(number).last?.seconds ?? 0) + 1.5, "7")] }
      #expect(try plan.outcomes().compactMap(\.failure) == [])
      try server.withAccounts { accounts in
        let users = try accounts.companies().flatMap { try accounts.users(of: $0.id) }
        func deleted(_ user: User) throws -> [Bool] {
          try accounts.messages(of: user.id).map(\.isDeleted)
        }
        // The last key's packet may still be on its way to its mailbox.
        for _ in 0..<100 where try !users.allSatisfy({ try deleted($0) == [true] }) {
          Thread.sleep(forTimeInterval: 0.1)
        }
        for user in users {
          #expect(try accounts.loginState(of: user.id).failures == 0)
          #expect(try deleted(user) == [true])
        }
      }
    }
  }

  @Test func `calls come about and end although a third of all SIP is lost or doubled`() throws {
    try ServerUnderTest.during { server in
      var plan = CallCost.deposits(
        of: server, calls: 40, perSecond: 40, seconds: 4, name: "signalling")
      plan.trouble = LoadTrouble(lost: 0.15, doubled: 0.15)
      #expect(try plan.outcomes().compactMap(\.failure) == [])
      let found = try server.recordings(40)
      #expect(found.count == 40)
      #expect(found.values.allSatisfy { $0.count == 1 })
    }
  }
}
