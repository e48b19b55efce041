import Administration
import Mailbox
import ProjectFiles
import Store
import Testing

@Suite struct GeneratedMailboxesTests {
  @Test func `a store on disk takes them from many threads`() throws {
    let folder = try Folder()
    var options = SQLiteStoreOptions()
    options.passcodeCost = .test
    let store = try Mailboxes(directory: folder.path, options: options)
    defer { store.close() }
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    let company = try store.accounts.add(
      Company(name: "Load test", plan: plan, portalNumber: "2000"))
    let (done, failure) = try GeneratedMailboxes(200, of: company, in: store.accounts)
      .store(in: store.accounts)
    #expect(failure == nil)
    #expect(done.count == 200)
    #expect(try store.accounts.users(of: company.id).count == 200)
  }
}
