import Audio
import Foundation
import Mailbox
import Store
import Telephony
import Testing

/// A message that was being left when the process died (requirement D7).
@Suite struct SalvageTests {
  /// Half a minute of speech-like sound in seconds.
  static func speech(seconds: Int) -> [Int16] {
    Tone.sine(hertz: 300, milliseconds: seconds * 1_000, levelDB: -20)
  }

  @Test func `a message under way at kill -9 is in the mailbox after the next start`() async throws
  {
    let folder = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.makeMailbox(in: folder)
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
      let store = try SQLiteStore(directory: folder, options: Self.options)
      let user = try #require(try store.accounts.companies().first).id
      let mailbox = try #require(try store.accounts.users(of: user).first).id
      let take = try store.takes.begin(.deposit(mailbox: mailbox, from: "0301234567"))
      let recorder = Recorder(into: take, of: store.takes, longestSeconds: 60)
      for _ in 0..<5 { _ = recorder.append(Self.speech(seconds: 1)) }
      kill(getpid(), SIGKILL)
    }
    let store = try SQLiteStore(directory: folder, options: Self.options)
    defer { store.close() }
    let salvage = try store.salvage()
    #expect(salvage.delivered == 1 && salvage.left.isEmpty)
    #expect(try store.salvage().delivered == 0)
    let user = try #require(try store.accounts.users(of: 1).first)
    let message = try #require(try store.accounts.messages(of: user.id).first)
    #expect(message.parts.first.map { $0.milliseconds >= 4_000 } == true)
    #expect(message.from == "+49301234567")
  }

  static var options: SQLiteStoreOptions {
    var options = SQLiteStoreOptions()
    options.passcodeCost = .test
    return options
  }

  static func makeMailbox(in folder: String) throws {
    let store = try SQLiteStore(directory: folder, options: options)
    defer { store.close() }
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    let company = try store.accounts.add(Company(name: "One", plan: plan, portalNumber: "2000"))
    _ = try store.accounts.add(
      User(
        company: company.id, firstName: "Anna", lastName: "Berg",
        mainNumber: PhoneNumber(typed: "0211 5550111", in: plan), extension: Extension("111"),
        language: .de, timeZone: "Europe/Berlin"))
  }
}
