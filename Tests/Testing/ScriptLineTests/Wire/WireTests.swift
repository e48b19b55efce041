import CallFlow
import Foundation
import Mailbox
import ScriptLine
import Store
import Telephony
import Testing

/// The same scripts on a line that sounds: what is heard is known by its samples.
@Suite struct WireTests {
  private static let index = Result {
    try PromptIndex(prompts: [Samples.prompts], languages: [.de, .en])
  }

  private func setting(
    _ portal: @escaping @Sendable () throws -> LoopPortal = {
      try LoopPortal(prompts: Samples.prompts)
    }
  ) throws -> ScriptSetting {
    var setting = ScriptSetting()
    setting.wire = ScriptWire(index: try Self.index.get()) { _ in try portal() }
    return setting
  }

  private func play(_ name: String) throws -> ScriptResult {
    let path = try #require(Samples.calls.first { $0.hasSuffix("/\(name).call") })
    return ScriptPlayer.play(try Samples.script(path), in: try setting())
  }

  /// All 123 are played in the same way by `voiceportal replay --line sip`.
  @Test(arguments: ["alias", "login-lockout", "not-in-service", "zero-nobody-there"])
  func `a script passes`(name: String) throws {
    let result = try play(name)
    #expect(result.failure == nil, "\(ReportFormat.text.report([result]))")
    #expect(result.unchecked.isEmpty)
  }

  @Test func `a journal cannot be checked from outside`() throws {
    let result = try Samples.play(
      "call from 112 to portal\nhangs up\nexpects journal \"hung-up\"", in: try setting())
    #expect(result.failure == nil)
    #expect(
      result.unchecked == [
        "line 4: expects journal \"hung-up\": a portal's journal cannot be seen from outside"
      ])
  }

  @Test func `days cannot pass at a portal whose clock cannot be moved`() throws {
    let result = try Samples.play(
      "later 2 days",
      in: try setting { try LoopPortal(prompts: Samples.prompts, hasOwnClock: false) })
    #expect(result.failure?.kind == .notForThisLine)
    #expect(result.failure?.happened == "its clock cannot be moved")
  }

  @Test func `mailboxes that cannot be looked at are told apart`() throws {
    let result = try Samples.play(
      "call from 112 to portal\nhangs up\nexpects mailbox 112 new 0",
      in: try setting { try LoopPortal(prompts: Samples.prompts, showsMailboxes: false) })
    #expect(result.failure == nil)
    #expect(result.unchecked.count == 1)
  }

  @Test(arguments: [
    // Another greeting than the virtual line has.
    (
      "call from 0221-4710123 to 112 because no-answer\nhears greeting no-answer", "the call was on"
    ),
    ("call from 112 to portal\nhears enter-passcode", "Bitte geben"),
  ])
  func `a portal that says something else fails the script`(steps: String, happened: String) throws
  {
    let result = try Samples.play(
      steps, in: try setting { try LoopPortal(prompts: Samples.prompts, speaks: .de) })
    #expect(result.failure?.kind == .failed)
    #expect(result.failure?.happened.contains(happened) == true, "\(result)")
  }
}
