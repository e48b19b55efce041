import Testing

@testable import SIP

@Suite struct BodyTests {
  @Test(arguments: [
    ("application/dtmf-relay", "Signal= 5\r\nDuration= 160\r\n", "5", 160),
    ("application/dtmf-relay", "Signal=5\nDuration=90", "5", 90),
    ("Application/DTMF-Relay; charset=utf-8", "signal = *\r\n", "*", 160),
    ("application/dtmf-relay", "Duration=0\r\nSignal=#", "#", 1),
    ("application/dtmf-relay", "Signal=10\r\nDuration=x", "*", 160),
    ("application/dtmf-relay", "Signal=11\r\nDuration=99999999", "#", 60_000),
    ("application/dtmf-relay", "Signal=d\r\n", "D", 160),
    ("application/dtmf", "5", "5", 160),
    ("application/dtmf", "\r\n #\r\n", "#", 160),
    ("application/dtmf", "Signal=A\r\nDuration=200\r\n", "A", 200),
  ])
  func `a key in an INFO is read`(type: String, body: String, key: Character, length: Int) {
    #expect(KeyInfo(type: type, body: body) == KeyInfo(key: key, milliseconds: length))
  }

  @Test(arguments: [
    ("application/dtmf-relay", ""), ("application/dtmf-relay", "5"),
    ("application/dtmf-relay", "Signal=16"), ("application/dtmf-relay", "Signal=\r\n"),
    ("application/dtmf-relay", "Signal=55"), ("application/dtmf", ""),
    ("application/dtmf", "E"), ("application/sdp", "Signal=5"), ("text/plain", "5"),
  ])
  func `what is no key is refused`(type: String, body: String) {
    #expect(KeyInfo(type: type, body: body) == nil)
  }

  @Test func `a message summary is written as RFC 3842 shows it, and read`() throws {
    let summary = MessageSummary(
      account: "sip:111@portal.example", new: 2, old: 8, urgentNew: 0, urgentOld: 2)
    #expect(
      summary.text == "Messages-Waiting: yes\r\nMessage-Account: sip:111@portal.example\r\n"
        + "Voice-Message: 2/8 (0/2)\r\n")
    #expect(MessageSummary(summary.text) == summary)
  }

  @Test func `an empty mailbox has no lamp`() {
    #expect(
      MessageSummary(account: nil, new: 0, old: 3).text
        == "Messages-Waiting: no\r\nVoice-Message: 0/3 (0/0)\r\n")
  }

  @Test func `a summary without counts still says whether messages wait`() throws {
    let summary = try #require(MessageSummary("MESSAGES-WAITING : Yes\nFax-Message: 1/0\n"))
    #expect(summary.isWaiting)
    #expect(summary.new == 0)
    #expect(try #require(MessageSummary("Messages-Waiting: yes\r\nVoice-Message: 4/1")).new == 4)
  }

  @Test(arguments: ["", "Voice-Message: 1/1", "\r\n\r\n", "Messages-Waiting"])
  func `a text that does not say whether messages wait is no summary`(text: String) {
    #expect(MessageSummary(text) == nil)
  }

  @Test func `an account cannot add lines`() {
    let summary = MessageSummary(account: "a\r\nVoice-Message: 9/9", new: 0, old: 0)
    #expect(summary.text.split(separator: "\r\n").count == 3)
  }
}
