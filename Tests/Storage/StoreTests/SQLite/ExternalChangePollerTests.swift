import Foundation
import Mailbox
import Testing

@testable import Store

@Suite struct OtherWritersTests {
  let folder: DataFolder
  let home: Household

  init() throws {
    folder = try DataFolder()
    home = try Household(folder.open { $0.looksElsewhereMilliseconds = 10 })
  }

  /// Whether it comes true within some seconds.
  private func comes(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<500 {
      if condition() { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  @Test func `what another program writes is told of its users`() async throws {
    let told = Told(by: home.store)
    try await Task.sleep(for: .milliseconds(50))
    let tool = try folder.open(isServer: false)
    var anna = home.anna
    anna.settings.notification.messageWaiting = false
    try tool.accounts.update(anna)
    #expect(try await comes { told.take() == [home.anna.id] })
    #expect(told.timesEverybody == 0)
  }

  @Test func `own changes do not concern everybody`() async throws {
    let told = Told(by: home.store)
    for _ in 0..<10 {
      try home.addMessage()
      try await Task.sleep(for: .milliseconds(15))
    }
    #expect(told.timesEverybody == 0)
    #expect(told.take() == [home.anna.id])
  }

  @Test func `a change that is undone is told at most with the next one`() throws {
    let told = Told(by: home.store)
    #expect(throws: StoreError.self) {
      try home.store.write { [id = home.anna.id] (rules) throws(StoreError) in
        try rules.note(.userChanged, of: try rules.known(id))
        throw .broken(place: "test", reason: "on purpose")
      }
    }
    #expect(try home.store.changes(after: 0, limit: 100).last?.kind == .passcodeChanged)
    #expect(told.take().isSubset(of: [home.anna.id]))
  }

  @Test func `the version of a connection changes when another one commits`() throws {
    let database = try Database(path: folder.path + "/voiceportal.db", access: .readOnly)
    let version = try database.version()
    #expect(try database.version() == version)
    try home.addMessage()
    #expect(try database.version() != version)
  }
}
