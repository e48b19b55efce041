import Mailbox
import Store
import Support
import Testing

@Suite struct FailingStoreTests {
  @Test(arguments: 0..<3) func `the n-th answer fails without being done`(failing: Int) throws {
    let house = try House(.memory)
    let store = FailingStore(house.store, failing: failing)
    let anna = house.anna.id
    let replies = [SettingChange.away(true), .playsBusy(true), .noAnswer(.personal)].map {
      store.answer(.change(user: anna, $0), of: CallToken(1))
    }
    #expect(replies.map { $0 == .failed } == (0..<3).map { $0 == failing })
    let greetings = try house.accounts.user(anna).settings.greetings
    #expect(
      [greetings.isAway, greetings.playsBusy, greetings.noAnswer == .personal]
        == (0..<3).map { $0 != failing })
    #expect(store.requests == 3)
  }
}
