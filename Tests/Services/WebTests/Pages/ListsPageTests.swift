import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// A list that two people edit at once.
@Suite struct ListsPageTests {
  let system: TestPages

  init() throws { system = try TestPages() }

  /// What a browser sends that was shown this list.
  private func form(
    _ shown: (revision: Int64, description: String), _ changes: [String: String]
  ) -> [String: String] {
    [
      "revision": "\(shown.revision)", "seen-description": shown.description, "seen-open": "off",
      "description": shown.description, "open": "off",
    ].merging(changes) { $1 }
  }

  private func stored() throws -> Revised<DistributionList>? {
    try system.accounts.revised(list: 1, of: system.user.id)
  }

  @Test func `what the second has not touched becomes what the first has made of it`() throws {
    let ben = try system.signIn(system.user)
    _ = try system.ask(.post, "/lists/1", as: ben, form((0, ""), ["description": "Team"]))
    let shown = (revision: try #require(try stored()).revision, description: "Team")
    let first = try system.ask(
      .post, "/lists/1", as: ben, form(shown, ["description": "Sales"]))
    #expect(first.status == 303)
    let second = try system.ask(.post, "/lists/1", as: ben, form(shown, ["member": "111"]))
    #expect(second.status == 422 && second.text.contains("changed"))
    #expect(second.text.contains("value=\"Sales\"") && second.text.contains("value=\"111\""))
    let now = try #require(try stored())
    #expect(now.value.description == "Sales" && now.value.members.isEmpty)
    let again = try system.ask(
      .post, "/lists/1", as: ben, form((now.revision, "Sales"), ["member": "111"]))
    #expect(again.status == 303)
    #expect(try stored()?.value.members == [system.admin.id])
  }

  @Test func `of two names the second is refused, and told of the first`() throws {
    let ben = try system.signIn(system.user)
    _ = try system.ask(.post, "/lists/1", as: ben, form((0, ""), ["description": "Team"]))
    let shown = (revision: try #require(try stored()).revision, description: "Team")
    _ = try system.ask(.post, "/lists/1", as: ben, form(shown, ["description": "Theirs"]))
    let second = try system.ask(.post, "/lists/1", as: ben, form(shown, ["description": "Mine"]))
    #expect(second.status == 422)
    #expect(second.text.contains("value=\"Mine\"") && second.text.contains("Theirs"))
    #expect(try stored()?.value.description == "Theirs")
  }

  @Test func `of two who make the same list the second is told`() throws {
    let ben = try system.signIn(system.user)
    let forms = ["First", "Second"].map { form((0, ""), ["description": $0]) }
    #expect(try system.ask(.post, "/lists/1", as: ben, forms[0]).status == 303)
    #expect(try system.ask(.post, "/lists/1", as: ben, forms[1]).status == 422)
    #expect(try stored()?.value.description == "First")
  }

  @Test func `a member whom another has removed is not brought back`() throws {
    let ben = try system.signIn(system.user)
    _ = try system.ask(
      .post, "/lists/1", as: ben, form((0, ""), ["description": "Team", "member": "111"]))
    let shown = (revision: try #require(try stored()).revision, description: "Team")
    _ = try system.ask(
      .post, "/lists/1", as: ben, form(shown, ["remove": "\(system.admin.id)"]))
    #expect(try stored()?.value.members == [])
    let late = try system.ask(.post, "/lists/1", as: ben, form(shown, ["open": "on"]))
    #expect(late.status == 422)
    #expect(try stored()?.value.members == [])
  }
}
