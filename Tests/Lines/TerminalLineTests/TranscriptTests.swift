import Mailbox
import Store
import Testing

@testable import TerminalLine

struct TranscriptTests {
  @Test func `a stranger leaves a message`() throws {
    #expect(
      try Stage().transcript(of: "#s#h") == """

        0221-4710123 calls Anna Berg, 111

               visitor-greeting  Der —
                            key  #
                 record-deposit  “Good day.” ● 0:02
                            key  #
                    caller-menu  Ihre —
                         stored  message for Anna Berg, 0:02
                     call ended  by the caller after 0:02
                        mailbox  Anna Berg has 3 new (1 urgent), 0 saved; before: 2 new (1 urgent), 0 saved

        """)
  }

  @Test func `a key marks where it cut the prompt`() throws {
    let shown = try Stage().transcript(of: "call from 111 to portal\n123567#.1")
    let line = try #require(shown.split(separator: "\n").first { $0.contains("summary") })
    #expect(line.hasSuffix(" —"))
    #expect(!line.contains("Nachrichten, "))
  }

  @Test(arguments: ["123567#", "999999#"])
  func `digits of a passcode are shown as dots`(keys: String) throws {
    let shown = try Stage().transcript(of: "call from 0211-555-1111 to portal\n\(keys)\n")
    #expect(shown.contains("key  ••••••#"))
    #expect(!shown.contains("123567") && !shown.contains("999999"))
  }

  @Test func `digits of a passcode that interrupt what is said before are dots too`() throws {
    let shown = try Stage().transcript(of: "call from 111 to portal\n999999#123567#\n")
    #expect(!shown.contains("123567") && !shown.contains("key  1"))
    #expect(shown.contains("logged in  Anna Berg"))
  }

  @Test func `a message can be forwarded to a list and arrives`() throws {
    let stage = try Stage()
    let shown = try stage.transcript(
      of: """
        call from 0211-555-1111 to portal
        123567#
        11
        9
        2
        #
        5
        1#
        #
        """)
    #expect(shown.contains("sent  to 2 mailboxes"))
    let emma = try #require(try stage.user("101"))
    let messages = try stage.store.accounts.messages(of: emma.id)
    #expect(messages.count { $0.rank != .saved } == 3)
  }

  @Test func `0 in the greeting shows the number of the transfer`() throws {
    let shown = try Stage().transcript(of: "call from 0221-4710123 to 101 because busy\n0\n")
    #expect(shown.contains("transfer  to +49 211 555 0199"))
    #expect(shown.contains("call ended  connected"))
  }

  @Test func `a number that nobody has is refused, with the reason`() throws {
    let shown = try Stage().transcript(of: "call from 0221-4710123 to 999\n")
    #expect(shown.contains("not answered"))
    #expect(shown.contains("refused  "))
  }

  @Test func `a line that is no call is answered by the reason`() throws {
    let shown = try Stage().transcript(of: "call from 111 to portal because lazy\n")
    #expect(shown.contains("because is followed by one of busy, no-answer, always"))
  }

  @Test func `keys after the end of a call are passed over`() throws {
    let shown = try Stage().transcript(of: "h\n11\n2\ncall from 101 to portal\nh")
    #expect(shown.contains("Emma Clarke, 101 calls the portal, 2000"))
    #expect(shown.split(separator: "\n").count { $0.contains(" calls ") } == 2)
  }

  @Test func `auto-login is told`() throws {
    let shown = try Stage().transcript(of: "call from daan to portal\nh")
    #expect(shown.contains("logged in  Daan de Vries, by auto-login"))
  }

  @Test func `a claimed number does not log in by itself`() throws {
    let shown = try Stage().transcript(of: "call from daan to portal claimed\nh")
    #expect(shown.contains("enter-passcode"))
    #expect(!shown.contains("by auto-login"))
  }

  @Test func `a plain transcript has no escape codes`() throws {
    let shown = try Stage().transcript(of: "#s#\n3\n#\n")
    #expect(!shown.contains("\u{1B}") && !shown.contains("\u{8}"))
  }

  @Test func `lines of a narrow terminal are broken between words`() throws {
    let style = Screen.Style(isLive: false, hasColour: false, width: { 70 })
    let shown = try Stage().transcript(of: "call from 111 to portal\nh", style: style)
    let lines = shown.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 70 })
    #expect(lines.contains { $0.hasPrefix(String(repeating: " ", count: 25)) })
  }
}
