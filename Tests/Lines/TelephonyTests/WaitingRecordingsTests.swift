import Audio
import Foundation
import Mailbox
import Store
import Telephony
import Testing

/// A message that was being left when the process died (requirement D7).
@Suite struct WaitingRecordingsTests {
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
      let store = try Mailboxes(directory: folder, options: Self.options)
      let user = try #require(try store.accounts.companies().first).id
      let mailbox = try #require(try store.accounts.users(of: user).first).id
      let take = try store.takes.begin(.deposit(mailbox: mailbox, from: "0301234567"))
      let recorder = Recorder(into: take, of: store.takes, longestSeconds: 60)
      for _ in 0..<5 { _ = recorder.append(Self.speech(seconds: 1)) }
      kill(getpid(), SIGKILL)
    }
    let store = try Mailboxes(directory: folder, options: Self.options)
    defer { store.close() }
    let attempt = try store.deliverWaiting()
    #expect(attempt.delivered == 1 && attempt.left.isEmpty)
    #expect(try store.deliverWaiting().delivered == 0)
    let user = try #require(try store.accounts.users(of: 1).first)
    let message = try #require(try store.accounts.messages(of: user.id).first)
    #expect(message.parts.first.map { $0.milliseconds >= 4_000 } == true)
    #expect(message.from == "+49301234567")
  }

  /// A folder with a mailbox, its store, and a message for it that was recorded and not delivered.
  private func record(
    _ store: Mailboxes, hertz: Int = 300
  ) throws -> (take: FinishedRecording, deposit: Deposit) {
    let company = try #require(try store.accounts.companies().first)
    let mailbox = try #require(try store.accounts.users(of: company.id).first).id
    let destination = try store.takes.begin(.deposit(mailbox: mailbox, from: "0301234567"))
    let recorder = Recorder(into: destination, of: store.takes, longestSeconds: 60)
    _ = recorder.append(
      Tone.sine(hertz: Double(hertz), milliseconds: 2_000, levelDB: -20))
    let take = recorder.finish(.hangUp)
    return (
      take,
      Deposit(
        mailbox: mailbox, take: take, from: "0301234567", isUrgent: true, isConfidential: true)
    )
  }

  private func withStore(_ body: (Mailboxes, _ folder: String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.makeMailbox(in: folder)
    let store = try Mailboxes(directory: folder, options: Self.options)
    defer { store.close() }
    try body(store, folder)
  }

  private func messages(_ store: Mailboxes) throws -> [StoredMessage] {
    try store.accounts.messages(of: try #require(try store.accounts.users(of: 1).first).id)
  }

  @Test func `a message that the store could not take is delivered by the running server`() throws {
    try withStore { store, folder in
      let (_, deposit) = try record(store)
      // Where sounds are kept there is a file: no folder can be made for a sound.
      try FileManager.default.removeItem(atPath: folder + "/audio")
      try Data().write(to: URL(fileURLWithPath: folder + "/audio"))
      #expect(store.answer(.deposit(deposit), of: CallToken(1)) == .failed)
      let attempt = try store.deliverWaiting()
      #expect(attempt.delivered == 0 && attempt.left.count == 1)
      try FileManager.default.removeItem(atPath: folder + "/audio")
      try FileManager.default.createDirectory(
        atPath: folder + "/audio", withIntermediateDirectories: false)
      #expect(try store.deliverWaiting() == DeliveryAttempt(delivered: 1))
      #expect(try store.deliverWaiting() == DeliveryAttempt())
      let delivered = try messages(store)
      #expect(delivered.count == 1)
      #expect(delivered.first?.isUrgent == true && delivered.first?.isConfidential == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming").isEmpty)
    }
  }

  @Test func `what belongs to a call that is on is left alone`() throws {
    try withStore { store, _ in
      let (_, deposit) = try record(store)
      #expect(try store.deliverWaiting() == DeliveryAttempt())
      #expect(store.answer(.deposit(deposit), of: CallToken(1)) == .done)
      #expect(try store.deliverWaiting() == DeliveryAttempt())
      #expect(try messages(store).count == 1)
    }
  }

  @Test func `a message that waits keeps the time at which it was left`() throws {
    try withStore { store, folder in
      let (take, _) = try record(store)
      store.close()
      let path = folder + "/incoming/\(take.id).wav"
      let hourAgo = Date(timeIntervalSinceNow: -3_600)
      try FileManager.default.setAttributes([.modificationDate: hourAgo], ofItemAtPath: path)
      let next = try Mailboxes(directory: folder, options: Self.options)
      defer { next.close() }
      #expect(try next.deliverWaiting().delivered == 1)
      let received = try #require(try messages(next).first).received
      #expect(abs(received - Int64(hourAgo.timeIntervalSince1970 * 1_000)) < 60_000)
    }
  }

  @Test func `a message waits for room in a full mailbox`() throws {
    try withStore { store, folder in
      let (take, _) = try record(store)
      store.close()
      let next = try Mailboxes(directory: folder, options: Self.options)
      defer { next.close() }
      let user = try #require(try next.accounts.users(of: 1).first)
      try next.accounts.change(user: user.id) { $0.settings.quota.maximumMessages = 1 }
      try next.accounts.addMessage(
        to: user.id, samples: Self.speech(seconds: 1), from: "", isUrgent: false,
        isConfidential: false, received: 1)
      #expect(try next.deliverWaiting().left.values.contains("the mailbox is full"))
      try next.accounts.change(user: user.id) { $0.settings.quota.maximumMessages = 2 }
      #expect(try next.deliverWaiting().delivered == 1)
      #expect(take.id != 0)
    }
  }

  @Test func `the log is told once of what waits, and when nothing waits any more`() {
    var report = DeliveryReport()
    #expect(report.lines(for: DeliveryAttempt(delivered: 3)).isEmpty)
    let two = DeliveryAttempt(left: ["a.wav": "the disk is full", "b.wav": "the disk is full"])
    #expect(
      report.lines(for: two) == [
        DeliveryReport.Line(
          isProblem: true,
          sentence: "Not delivered, and tried again every minute: a.wav and 1 more: "
            + "the disk is full")
      ])
    #expect(report.lines(for: two).isEmpty)
    let one = DeliveryAttempt(delivered: 1, left: ["b.wav": "the disk is full"])
    #expect(report.lines(for: one).map(\.sentence) == ["Delivered 1; 1 still wait."])
    #expect(
      report.lines(for: DeliveryAttempt(delivered: 1)) == [
        DeliveryReport.Line(
          isProblem: false, sentence: "No recording waits any more; delivered since: 2.")
      ])
    #expect(report.lines(for: DeliveryAttempt()).isEmpty)
  }

  @Test func `many reasons are summed up`() {
    var report = DeliveryReport()
    let many = Dictionary(uniqueKeysWithValues: (0..<50).map { ("\($0).wav", "reason \($0)") })
    #expect(report.lines(for: DeliveryAttempt(left: many)).count == 4)
  }

  static var options: SQLiteStoreOptions {
    var options = SQLiteStoreOptions()
    options.passcodeCost = .test
    return options
  }

  static func makeMailbox(in folder: String) throws {
    let store = try Mailboxes(directory: folder, options: options)
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
