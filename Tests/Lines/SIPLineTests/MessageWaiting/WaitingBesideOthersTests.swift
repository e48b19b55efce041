import Foundation
import Mailbox
import Operations
import Store
import Testing

@testable import SIPLine
@testable import Signalling

/// Message-waiting over a database on disk, with another program beside it.
@Suite final class WaitingBesideOthersTests: Sendable {
  private let folder = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
  private let signalling = RecordingSignalling()
  private let log = NotedLog()

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func open(isServer: Bool) throws -> Mailboxes {
    var options = SQLiteStoreOptions()
    options.isServer = isServer
    options.synchronous = .off
    options.looksElsewhereMilliseconds = 20
    return try Mailboxes(directory: folder, options: options)
  }

  private func comes(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<500 {
      if condition() { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  @Test func `a user and a message that the command line adds are told`() async throws {
    let store = try open(isServer: true)
    defer { store.close() }
    var settings = MessageWaitingSettings(portal: "sip:2000@portal.example.com")
    settings.targets = ["sip:{extension}@192.0.2.9"]
    let waiting = MessageWaiting(
      signalling: signalling, store: store, settings: settings, log: .none)
    waiting.start()
    defer { waiting.stop() }
    waiting.settle()
    try await Task.sleep(for: .milliseconds(60))

    let tool = try open(isServer: false)
    defer { tool.close() }
    let company = try tool.accounts.add(
      Company(
        name: "Berg", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
        portalNumber: "2000"))
    let anna = try tool.accounts.add(
      User(
        company: company.id, firstName: "Anna", lastName: "Berg",
        mainNumber: try #require(PhoneNumber(e164: WaitingTestSystem.annasNumber)),
        extension: try Extension("111"), language: .de, timeZone: "Europe/Berlin"))
    #expect(
      try await comes { self.signalling.notes.last?.body == WaitingTestSystem.body(new: 0) })
    try tool.accounts.addMessage(
      to: anna.id, samples: [Int16](repeating: 9, count: 8_000), from: "+4915112345678",
      isUrgent: false, isConfidential: false, received: 1_710_503_000_000)
    #expect(
      try await comes { self.signalling.notes.last?.body == WaitingTestSystem.body(new: 1) })
    #expect(signalling.notes.map(\.to) == ["sip:111@192.0.2.9", "sip:111@192.0.2.9"])
  }

  @Test func `a store that cannot be asked is reported, and nothing is sent`() async throws {
    let store = try open(isServer: true)
    store.close()
    var settings = MessageWaitingSettings(portal: "sip:2000@portal.example.com")
    settings.numbersOfDevices = ["anna-desk": "111"]
    let waiting = MessageWaiting(
      signalling: signalling, store: store, settings: settings, log: log.log)
    waiting.bound(
      Binding(user: "anna-desk", contact: "sip:a@192.0.2.1", expiresSeconds: 60, isNew: true))
    waiting.settle()
    waiting.stop()
    let told = log.lines
    #expect(told.count == 1)
    #expect(told.first?.contains("the store is closed") == true)
    #expect(signalling.notes.isEmpty)
  }

  @Test func `while the store cannot be asked all that waits is tried again together`() async throws
  {
    let store = try open(isServer: true)
    store.close()
    var settings = MessageWaitingSettings(portal: "sip:2000@portal.example.com")
    settings.numbersOfDevices = ["anna-desk": "111"]
    let waiting = MessageWaiting(
      signalling: signalling, store: store, settings: settings, log: log.log, retryMilliseconds: 10)
    for round in 0..<10 {
      for number in 0..<100 {
        waiting.bound(
          Binding(
            user: "anna-desk", contact: "sip:\(number)@192.0.2.1", expiresSeconds: 60,
            isNew: round == 0))
      }
    }
    #expect(
      try await comes {
        log.soFar.matches(of: /waits for the store/).count >= 3 && waiting.waiting == 100
      })
    waiting.stop()
    #expect(signalling.notes.isEmpty)
  }
}
