import Mailbox
import Telephony
import Testing

struct CallOrderTests {
  @Test(arguments: [
    "call from 0211-555-1111 to portal", "from 0211-555-1111 to portal",
    "to portal from 0211-555-1111",
  ])
  func `a call has a caller and a called party`(line: String) throws {
    #expect(try CallOrder(line) == CallOrder(from: "0211-555-1111", to: "portal"))
  }

  @Test func `numbers may hold spaces`() throws {
    let order = try CallOrder("from +49 211 555 1111 to 111 because no-answer claimed")
    #expect(
      order
        == CallOrder(from: "+49 211 555 1111", to: "111", because: .noAnswer, trust: .claimed))
  }

  @Test(arguments: [
    ("", "the line is empty"), ("call", "the line is empty"),
    ("from to 111", "there is no number after from"),
    ("from 111 to 101 because", "not by 'nothing'"),
    ("from 111 to 101 because bored", "not by 'bored'"),
    ("dial 111", "'dial' is none of from, to, because, verified and claimed"),
  ])
  func `a line that says no call is refused with the reason`(line: String, reason: String) {
    let error = #expect(throws: CallOrderError.self) { try CallOrder(line) }
    #expect(error?.description.contains(reason) == true)
  }

  @Test(arguments: CallOrder.Reason.allCases)
  func `every reason is a condition that lines signal`(reason: CallOrder.Reason) throws {
    let order = try CallOrder("from 1 to 2 because \(reason.rawValue)")
    #expect(order.because?.condition == reason.condition)
  }
}
