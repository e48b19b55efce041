import Commands
import Mailbox
import Store
import Synchronization

@testable import voiceportal

/// `accounts` over mailboxes in memory, with what it printed.
final class TestAccounts {
  let store: any MailboxStore
  private(set) var lines: [String] = []
  var passcode = ""

  /// A company Nord (country code 49) with Anna Berg (111) and Bob Lee (112), or nothing.
  init(isEmpty: Bool = false) throws {
    store = Mailboxes(now: { 1_760_000_000_000 })
    if isEmpty { return }
    try run("company add Nord --portal-number 100")
    try run(
      "user add --first-name Anna --last-name Berg --main-number +492115551111 --extension 111")
    try run(
      "user add --first-name Bob --last-name Lee --main-number +492115551112 --extension 112")
    lines = []
  }

  /// Runs a subcommand; words with spaces stand in `more`.
  @discardableResult
  func run(_ words: String, _ more: String...) throws -> ExitCode {
    let context = AccountsContext(
      open: { [store] _, _, _ in store }, output: { self.lines.append($0) },
      passcodeInput: { _ in Passcode(self.passcode) })
    return try AccountsCommand.run(words.split(separator: " ").map(String.init) + more, in: context)
  }

  /// What is printed.
  func output(of words: String) throws -> [String] {
    lines = []
    try run(words)
    return lines
  }

  /// The sentence of what goes wrong; `nil`: nothing.
  func refusal(of words: String, _ more: String...) -> String? {
    do {
      let context = AccountsContext(
        open: { [store] _, _, _ in store }, output: { self.lines.append($0) },
        passcodeInput: { _ in Passcode(self.passcode) })
      _ = try AccountsCommand.run(words.split(separator: " ").map(String.init) + more, in: context)
      return nil
    } catch let error as UsageError {
      return error.reason
    } catch {
      return "\(error)"
    }
  }

  func user(_ number: String) throws -> User? {
    guard let company = try store.accounts.companies().first else { return nil }
    return try store.accounts.user(withNumber: number, of: company.id)
  }
}
