import CallFlow
import Mailbox
import ScriptLine
import Telephony
import Testing

/// What is wrong in a script is told with its line and the reason.
@Suite struct ScriptParserTests {
  private func fault(_ line: String) -> String? {
    do throws(ScriptError) {
      _ = try CallScript("# A call.\n\(line)\n", name: "a.call", folder: ".")
      return nil
    } catch {
      return error.description
    }
  }

  private func action(_ line: String) throws -> ScriptAction {
    try #require(try CallScript(line, name: "a.call", folder: ".").steps.first).action
  }

  @Test(arguments: [
    ("dails 1", "a.call:2: \"dails\" is not a verb of call scripts. Did you mean dials?"),
    ("dials", "a.call:2: The line ends where a key is due."),
    ("dials 1x", "a.call:2: \"x\" is no key of a telephone."),
    (
      "hears enter-pascode",
      "a.call:2: \"enter-pascode\" is not the beginning of a phrase. Did you mean enter-passcode?"
    ),
    ("hears", "a.call:2: The line ends where a phrase is due."),
    ("hears nothing 5 s", "a.call:2: \"hears nothing\" is followed by \"for\" and a time."),
    ("waits 5", "a.call:2: The line ends where a unit like s is due."),
    ("waits five s", "a.call:2: \"five\" is no number of seconds, minutes, hours or days."),
    ("waits 5 s more", "a.call:2: \"more\" is one word too many."),
    ("hangs", "a.call:2: \"hangs\" is followed by \"up\"."),
    (
      "call from 111",
      "a.call:2: A call is from a number or \"withheld\", to a number or \"portal\"."
    ),
    (
      "call from 111 to 112 after two rings",
      "a.call:2: \"after\" is followed by a number, 0 to 1000, and \"rings\"."
    ),
    ("given policy web", "a.call:2: \"web\" is not a passcode profile. Did you mean webex?"),
    (
      "given transfers fial",
      "a.call:2: \"fial\" is not what comes of transfers. Did you mean fail?"
    ),
    ("expects the end", "a.call:2: It is written \"expects the call has ended\"."),
    ("expects refused bussy", "a.call:2: \"bussy\" is not a reason to refuse. Did you mean busy?"),
    ("expects mail anna", "a.call:2: It is written \"expects mail to ADDRESS\"."),
    ("expects mail to anna", "a.call:2: \"anna\" is no e-mail address."),
    (
      "expects mail to anna@example.com with picture",
      "a.call:2: It is written \"with sound\" or \"without sound\"."
    ),
    (
      "expects mail to anna@example.com saying", "a.call:2: The line ends where words are due."
    ),
    ("expects mailbox 111", "a.call:2: The line ends where a count like \"new 1\" is due."),
    (
      "expects mailbox 111 old 1",
      "a.call:2: \"old\" is not a count. It is one of new, saved, urgent, deleted."
    ),
    ("expects journal \"key 1", "a.call:2: The text has no closing quotation mark."),
    ("says 0 s", "a.call:2: Nothing said is \"waits\"."),
    (
      "call from 111 to 112 after 9223372036854775807 rings",
      "a.call:2: \"after\" is followed by a number, 0 to 1000, and \"rings\"."
    ),
    (
      "later 99999999 days",
      "a.call:2: 99999999 days are longer than a hundred years, the longest time of a script."
    ),
    (
      "waits 1e999 s",
      "a.call:2: 1e999 s are longer than a hundred years, the longest time of a script."
    ),
    ("waits nan s", "a.call:2: \"nan\" is no number of seconds, minutes, hours or days."),
    ("waits -1 s", "a.call:2: \"-1\" is no number of seconds, minutes, hours or days."),
  ])
  func `a wrong line is named with its reason`(line: String, message: String) {
    #expect(fault(line) == message)
  }

  @Test func `a script without a step is refused`() {
    #expect(fault("# nothing") == "a.call: There is no step in it.")
  }

  @Test func `a file that is not there is named`() {
    #expect(throws: ScriptError.self) { try CallScript(path: "/nowhere/a.call") }
  }

  @Test func `keys may be written with spaces and passcodes by name`() throws {
    #expect(
      try action("dials 1 1# passcode of 111 #")
        == .dials([
          .digit("1"), .digit("1"), .digit("#"), .passcode(of: "111"), .digit("#"),
        ]))
    #expect(try action("dials passcode #") == .dials([.passcode(of: nil), .digit("#")]))
  }

  @Test func `a call says from, to, why, after how many rings and how sure it is`() throws {
    #expect(
      try action("call from withheld to 0211 555-1111 because no-answer after 3 rings verified")
        == .call(
          CallOrder(from: "withheld", to: "0211 555-1111", because: .noAnswer, trust: .verified),
          rings: 3))
  }

  @Test(arguments: [("2.5 s", 2_500), ("30 min", 1_800_000), ("1 day", 86_400_000), ("90 ms", 90)])
  func `times have units`(text: String, milliseconds: Moment) throws {
    #expect(try action("later \(text)") == .later(milliseconds))
  }

  @Test func `a phrase fits by its first word and the others in order`() {
    let pattern = PhrasePattern(["message", "1", "urgent"])
    let place = { (isUrgent: Bool) in Samples.place(index: 1, isUrgent: isUrgent) }
    #expect(pattern.matches(place(true)))
    #expect(!pattern.matches(place(false)))
    #expect(!PhrasePattern(["message", "urgent", "1"]).matches(place(true)))
    #expect(!PhrasePattern(["messages-menu"]).matches(place(true)))
  }
}
