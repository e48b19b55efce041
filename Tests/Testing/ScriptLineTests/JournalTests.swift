import CallFlow
import Foundation
import Portal
import ScriptLine
import Telephony
import Testing

/// Journals of scripted calls, replayed and made scripts again.
@Suite struct JournalTests {
  private static let flow = try? Script<VoicePortal>()

  @Test(arguments: Samples.calls)
  func `every call goes the same way when its journal is replayed`(path: String) throws {
    let script = try Samples.script(path)
    guard !script.steps.contains(where: \.choosesLayout) else { return }
    let flow = try #require(Self.flow)
    for text in ScriptPlayer.play(script, in: ScriptSetting()).journals {
      #expect(try JournalText(text).replay(following: flow) == nil)
    }
  }

  @Test(arguments: Samples.calls)
  func `the first call of a script can be made a script`(path: String) throws {
    let script = try Samples.script(path)
    guard let accounts = script.onlyAccounts, !script.needsMoreThanItsJournal else { return }
    let journal = try #require(ScriptPlayer.play(script, in: ScriptSetting()).journals.first)
    let text = JournalScript.text(
      of: try JournalText(journal), following: try #require(Self.flow), accounts: accounts)
    let made = ScriptPlayer.play(
      try CallScript(text, name: "made.call", folder: script.folder), in: ScriptSetting())
    #expect(made.failure == nil, "\(text)\n\(ReportFormat.text.report([made]))")
  }

  @Test(arguments: [
    ("9223372036854775807 began", "line 2: no call lasts 9223372036854775807 ms"),
    ("-1 began", "line 2: no call lasts -1 ms"),
    ("-9223372036854775808 began", "line 2: no call lasts -9223372036854775808 ms"),
    ("3153600000001 began", "line 2: no call lasts 3153600000001 ms"),
    (
      "5 began | arriving fetching\n4 clock",
      "line 3: its time is before that of the line above"
    ),
  ])
  func `a journal whose times cannot be is refused`(lines: String, reason: String) {
    let head = #"voiceportal journal 1 en {"from":"","to":"2000","trust":"claimed"}"#
    do throws(JournalError) {
      _ = try JournalText("\(head)\n\(lines) | arriving fetching\n")
      Issue.record("it was taken")
    } catch {
      #expect(error.description == reason)
    }
  }

  @Test func `rings without end in a journal are counted as many`() throws {
    let many = "9223372036854775807"
    let lines = [
      #"voiceportal journal 1 en {"from":"","rings":\#(many),"to":"111","trust":"claimed"}"#,
      "0 began | arriving fetching; fetch 1 x",
      #"0 fetched 1 {"arrival":{"_0":{"ring":{"_1":\#(Self.visit),"more":\#(many)}}}} | ringing waiting"#,
      "5000000 clock | arriving fetching",
    ]
    let journal = try JournalText(lines.joined(separator: "\n"))
    #expect(journal.replay(following: try #require(Self.flow)) != nil)
    _ = JournalScript.text(of: journal, following: try #require(Self.flow), accounts: nil)
  }

  private static let visit =
    #"{"after":{"record":{}},"allowsLogIn":true,"company":1,"greeting":{"systemNoAnswer":{}},"#
    + #""language":"de","longestSeconds":300,"mailbox":2,"number":"+492115550111"}"#

  @Test func `a change of the flow is shown at its first difference`() throws {
    let result = try Samples.play("call from 112 to portal\ndials 246812# 1 *\nhangs up")
    let journal = try JournalText(try #require(result.journals.first))
    let moved = try Script<VoicePortal>(
      layout: Layout(places: [.mainMenu: [.messages: .init("2")]]))
    let difference = try #require(journal.replay(following: moved))
    #expect(difference.expected.contains("press 1 messages"))
    #expect(difference.happened.contains("press 2 messages"))
  }

  @Test func `a script can hold a call against a journal`() throws {
    let steps = "call from 112 to portal\ndials 246812#\nhears main-menu\ndials 1\n"
    let journal = try #require(try Samples.play(steps + "hangs up").journals.first)
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).journal").path
    try journal.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    #expect(
      try Samples.play(steps + "hangs up\nexpects journal \(file)", in: Samples.onDisk).failure
        == nil)
    let other = try Samples.play(steps + "dials 1\nhangs up\nexpects journal \(file)")
    #expect(
      other.failure?.happened.contains("tells the caller hanging up, at signing-off") == true)
  }

  @Test func `a script made of a journal reads as a call`() throws {
    let result = try Samples.play(
      """
      call from 030 1234567 to 112 because busy
      hears greeting
      dials #
      says 2 s
      dials #
      hears caller-menu
      waits 6 s
      dials 3
      dials #
      hears message-sent
      expects the call has ended
      """)
    let journal = try JournalText(try #require(result.journals.first))
    let text = JournalScript.text(
      of: journal, following: try #require(Self.flow), accounts: "one-net.json5")
    #expect(
      text == """
        # Made from the journal of a call.
        given   accounts one-net.json5
        call    from 030 1234567 to 112 because busy
        hears   greeting busy +492115550112
        dials   #
        says    2 s
        dials   #
        hears   caller-menu
        waits   6 s
        hears   caller-menu
        dials   3
        hears   urgent-on
        dials   #
        hears   message-sent
        hears   goodbye
        expects the call has ended

        """)
  }
}

extension ScriptStep {
  fileprivate var choosesLayout: Bool {
    if case .given(.layout) = action { true } else { false }
  }
}

extension CallScript {
  /// The one accounts file.
  fileprivate var onlyAccounts: String? {
    let files = steps.compactMap { step in
      if case .given(.accounts(let name)) = step.action { name } else { nil }
    }
    return files.count == 1 ? files[0] : nil
  }

  /// Whether the call depended on the calendar, or on passcodes that no journal tells.
  fileprivate var needsMoreThanItsJournal: Bool {
    steps.contains { step in
      switch step.action {
      case .later, .given(.layout), .given(.policy): true
      case .hears(let pattern): ["passcode-refused", "passcodes-differ"].contains(pattern.words[0])
      case .given, .call, .hearsNothing, .dials, .says, .waits, .listens, .hangsUp, .expects: false
      }
    }
  }
}
