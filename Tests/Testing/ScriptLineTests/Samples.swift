import CallFlow
import Foundation
import Mailbox
import Portal
import ProjectFiles
import ScriptLine
import Store
import Synchronization

/// What the tests of scripts share.
enum Samples {
  static let fixtures = ProjectFiles.fixtures

  /// The product's prompts.
  static let prompts = fixtures.deletingLastPathComponent().appending(path: "Prompts").path

  /// The paths of all call scripts.
  static let calls: [String] = {
    let folder = fixtures.appending(path: "Calls").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".call") }.sorted().map { "\(folder)/\($0)" }
  }()

  /// A script of the fixtures by its file's name.
  static func script(_ path: String) throws -> CallScript { try CallScript(path: path) }

  /// A script with the accounts of a file.
  static func play(
    _ steps: String, accounts: String = "one-net.json5", in setting: ScriptSetting = ScriptSetting()
  ) throws -> ScriptResult {
    let text = "given accounts \(accounts)\n" + steps
    return ScriptPlayer.play(
      try CallScript(text, name: "a.call", folder: fixtures.appending(path: "Calls").path),
      in: setting)
  }

  static func place(index: Int, isUrgent: Bool) -> Phrase {
    .place(
      MessagePlace(
        index: index, total: 2, rank: .new, isUrgent: isUrgent, isConfidential: false,
        disposition: .none))
  }

  /// Mailboxes on disk, in a folder that is gone afterwards.
  static let onDisk = ScriptSetting { _, clock in
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "script-\(UUID().uuidString)").path
    var options = SQLiteStoreOptions()
    options.now = { clock.now }
    options.synchronous = .off
    options.passcodeCost = .test
    let store = try Mailboxes(directory: folder, options: options)
    return ScriptSetting.TestSystem(store) {
      store.close()
      try? FileManager.default.removeItem(atPath: folder)
    }
  }
}
