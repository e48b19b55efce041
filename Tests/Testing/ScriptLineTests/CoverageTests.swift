import Foundation
import Portal
import ScriptLine
import Telephony
import Testing

@testable import CallFlow

/// Whether the scripts go everywhere and press everything.
@Suite struct CoverageTests {
  /// A place, and the command that a key of its table gave.
  private struct Press: Hashable {
    var place: Place
    var command: Command
  }

  /// Where only a failing store leads, or one whose rules have changed within the call; see
  /// ``FailingReplyTests``.
  private static let elsewhere: Set<Place> = [.sorry, .sendRefused, .messageKept]

  @Test func `every place is visited and every command pressed by some script`() throws {
    var places: Set<Place> = []
    var presses: Set<Press> = []
    let flow = try Script<VoicePortal>()
    for path in Samples.calls {
      for text in ScriptPlayer.play(try Samples.script(path), in: ScriptSetting()).journals {
        let journal = try JournalText(text)
        guard journal.replay(following: flow) == nil else { continue }
        follow(journal, flow, &places, &presses)
      }
    }
    let missing = Place.allCases.filter { !places.contains($0) && !Self.elsewhere.contains($0) }
      .map { name(of: $0) }
    #expect(missing.isEmpty, "no script comes to these")
    let unpressed = Place.allCases.filter { !Self.elsewhere.contains($0) }.flatMap { place in
      flow[place].keys.filter { $0.digit != nil }.map { Press(place: place, command: $0.command) }
    }.filter { !presses.contains($0) }.map { "\(name(of: $0.command)) at \(name(of: $0.place))" }
    #expect(unpressed.isEmpty, "no script presses these")
  }

  private func follow(
    _ journal: JournalText, _ flow: Script<VoicePortal>, _ places: inout Set<Place>,
    _ presses: inout Set<Press>
  ) {
    var call = Call<VoicePortal>(Session(journal.incoming, language: journal.language)).state
    for entry in journal.entries {
      // The same as `Call.step`, but each key typed ahead is seen where it is read.
      var turn = CallStep<VoicePortal>(script: flow, now: entry.at)
      var effects: [Effect<VoicePortal>] = []
      if case .key(let digit) = entry.event, turn.canRead(call) || call.isSpeaking {
        note(digit, at: call, turn, &presses)
      }
      turn.take(entry.event, in: &call, &effects)
      places.insert(call.place)
      while let digit = call.ahead.first, turn.canRead(call) {
        note(digit, at: call, turn, &presses)
        turn.read(call.ahead.removeFirst(), &call, &effects)
        places.insert(call.place)
      }
    }
  }

  private func note(
    _ digit: Digit, at call: CallState<VoicePortal>, _ turn: CallStep<VoicePortal>,
    _ presses: inout Set<Press>
  ) {
    guard let key = turn.find(digit, turn.script[call.place].keys, call.session) else { return }
    presses.insert(Press(place: call.place, command: key.command))
  }
}

extension CallState<VoicePortal> {
  fileprivate var isSpeaking: Bool { if case .speaking = phase { true } else { false } }
}
