import CallFlow
import Foundation
import Portal
import ScriptLine
import Store
import Synchronization
import Telephony
import Testing

/// Scripts that are made of the journal of a call and of the mailboxes after it, and need no file.
@Suite struct JournalAccountsTests {
  private static let flow = try? Script<VoicePortal>()

  /// The store in which a script was played stays, as the data directory of a server does.
  private final class Kept: Sendable {
    let store = Mutex<Mailboxes?>(nil)

    var setting: ScriptSetting {
      ScriptSetting { _, clock in
        let store = Mailboxes(now: { clock.now })
        self.store.withLock { $0 = store }
        return ScriptSetting.TestSystem(store)
      }
    }
  }

  @Test(arguments: Samples.calls)
  func `the last call of a script is replayed by what it left behind`(path: String) throws {
    let script = try Samples.script(path)
    guard !script.cannotBeTold else { return }
    let kept = Kept()
    let played = ScriptPlayer.play(script, in: kept.setting)
    let journal = try JournalText(try #require(played.journals.last))
    let store = try #require(kept.store.withLock { $0 })
    let accounts = try JournalAccounts.text(of: journal, in: store.accounts)
    guard let accounts else { return }
    let text = JournalScript.text(
      of: journal, following: try #require(Self.flow), accounts: accounts)
    let made = ScriptPlayer.play(
      try CallScript(text, name: "made.call", folder: "/nowhere"), in: ScriptSetting())
    #expect(made.failure == nil, "\(text)\n\(ReportFormat.text.report([made]))")
  }
}

extension CallScript {
  /// Passcodes that were refused, messages that were deleted, and who has forwarded one.
  private static let untold = [
    "passcode-refused", "passcodes-differ", "passcode-expired", "deleted", "message-restored",
    "forwarded-by",
  ]

  /// Whether the call depended on what neither its journal nor the mailboxes tell.
  fileprivate var cannotBeTold: Bool {
    steps.contains { step in
      switch step.action {
      case .given(.layout), .given(.policy): true
      case .hears(let pattern):
        Self.untold.contains { pattern.words.contains($0) }
      case .later, .given, .call, .hearsNothing, .dials, .says, .waits, .listens, .hangsUp,
        .expects:
        false
      }
    }
  }
}
