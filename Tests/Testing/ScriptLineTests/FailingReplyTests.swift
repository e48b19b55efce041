import CallFlow
import Foundation
import Mailbox
import Portal
import ScriptLine
import Store
import Synchronization
import Telephony
import Testing

/// Each script with the n-th answer of the store failing, n = 0, 1, 2 and on until it passes: the
/// caller hears a polite goodbye, the call ends, and nothing recorded for somebody is dropped.
@Suite struct FailingReplyTests {
  @Test(arguments: Samples.calls)
  func `a store that fails once ends a call politely and loses nothing`(path: String) throws {
    let script = try Samples.script(path)
    for failing in 0..<1_000 {
      let used = Mutex<FaultyStore?>(nil)
      let setting = ScriptSetting { _, clock in
        let store = FaultyStore(failing: failing, now: { clock.now })
        used.withLock { $0 = store }
        return ScriptSetting.TestSystem(store)
      }
      let result = ScriptPlayer.play(script, in: setting)
      let notes = try #require(used.withLock { $0 }).notes
      for text in result.journals {
        check(try JournalText(text), "answer \(failing) of \(path)")
      }
      #expect(notes.undelivered.isDisjoint(with: notes.dropped), "answer \(failing) of \(path)")
      if notes.answers <= failing {
        #expect(result.failure == nil)
        return
      }
    }
    Issue.record("\(path) did not come to its end")
  }

  @Test(arguments: [(1, false), (2, true), (3, true)])
  func `a script that fails is played again if that is wanted`(
    tries: Int, passes: Bool
  ) throws {
    let played = Mutex(0)
    var setting = ScriptSetting { _, clock in
      let number = played.withLock { played in
        played += 1
        return played
      }
      // In the first try the log-in fails.
      return ScriptSetting.TestSystem(
        FaultyStore(failing: number == 1 ? 0 : .max, now: { clock.now }))
    }
    setting.tries = tries
    let path = Samples.fixtures.appending(path: "Calls/leave-message.call").path
    let result = try #require(ScriptPlayer.play(files: [path], in: setting).first)
    #expect((result.failure == nil) == passes)
    #expect(played.withLock { $0 } == min(tries, 2))
    #expect(result.failedBefore.count == min(tries, 2) - 1)
    #expect(ReportFormat.text.report([result]).contains("failed before: line") == passes)
  }

  @Test func `a call keeps the last recording and the one before`() throws {
    let used = Mutex<FaultyStore?>(nil)
    let setting = ScriptSetting { _, clock in
      let store = FaultyStore(failing: .max, now: { clock.now })
      used.withLock { $0 = store }
      return ScriptSetting.TestSystem(store)
    }
    let again = String(repeating: "says 2 s\ndials *\n", count: 20)
    let result = try Samples.play(
      "call from 0221-4710123 to 112 because no-answer\nhears record-after-tone\n" + again
        + "says 2 s\nhangs up\nexpects mailbox 112 new 1 saved 0\n", in: setting)
    #expect(result.failure == nil)
    #expect(try #require(used.withLock { $0 }).notes.mostKept <= 2)
  }

  @Test func `a message that could not be delivered keeps its sound`() throws {
    let script = try Samples.script(
      Samples.fixtures.appending(path: "Calls/leave-message.call").path)
    var undelivered = 0
    for failing in 0..<4 {
      let used = Mutex<FaultyStore?>(nil)
      _ = ScriptPlayer.play(
        script,
        in: ScriptSetting { _, clock in
          let store = FaultyStore(failing: failing, now: { clock.now })
          used.withLock { $0 = store }
          return ScriptSetting.TestSystem(store)
        })
      let store = try #require(used.withLock { $0 })
      for take in store.notes.undelivered {
        undelivered += 1
        guard case .samples(let samples) = try store.audio(of: take) else { continue }
        #expect(samples.count == 40_000)
      }
    }
    #expect(undelivered == 1)
  }

  private func check(_ journal: JournalText, _ comment: Comment) {
    for entry in journal.entries {
      guard case .fetched(_, .failed) = entry.event else { continue }
      let isPolite = entry.outcome.contains("[sorry] [goodbye]")
      // The message of a caller is on the disk, whatever the store answers.
      let isKept = entry.place == .messageKept || entry.place == .redirectNotice
      // Where nothing depends on the answer any more, or nobody listens.
      let isNothingLost =
        entry.place == .enterNumber || entry.outcome.hasPrefix("ended")
        || entry.place == .signingOff
      #expect(
        isPolite || isKept || isNothingLost, "\(comment): \(name(of: entry.place)) \(entry.outcome)"
      )
    }
    #expect(journal.entries.last?.outcome.hasPrefix("ended") == true, comment)
  }
}
