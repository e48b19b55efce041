import CallFlow
import Foundation
import Mailbox
import Portal
import ProjectFiles
import Store
import Telephony

@testable import TerminalLine

/// The demo company on a store in memory, and calls keyed by a text under a clock that jumps.
struct Stage {
  let store = Mailboxes(now: { 1_790_000_000_000 })
  let parties: PartyNames

  init() throws {
    let demo = try DemoCompany(in: store.accounts, now: 1_790_000_000_000) { _ in Stage.speech }
    parties = try PartyNames(demo.company, in: store.accounts)
  }

  /// Two seconds of a sound that no prompt has.
  static let speech: [Int16] = (0..<16_000).map { Int16(($0 * 7919) % 12_000 - 6_000) }

  /// Everything that is shown.
  func transcript(
    of input: String, options: Simulation.Options = .init(), style: Screen.Style = .plain,
    voice: Voice? = nil
  ) throws -> String {
    var simulation = Simulation(
      of: parties, in: store, following: try Script(), voice: voice,
      suggestions: [.init("", CallOrder(from: DemoCompany.outsideNumber, to: "111"))],
      options: options, speech: { _ in SimulatedSpeech(text: "Good day.", samples: Stage.speech) })
    var lines = input.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var keyboard = PipedKeyboard { lines.popFirst() }
    var shown = ""
    var screen = Screen(style) { shown += $0 }
    try simulation.run(&keyboard, on: &screen)
    return shown
  }

  func user(_ extension: String) throws -> User? {
    parties.users.first { $0.extension.digits == `extension` }
  }
}

/// A folder that is gone when the body is over.
func withScratchFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("voiceportal-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// The prompts that come with the program.
let promptsFolder = ProjectFiles.prompts.path
