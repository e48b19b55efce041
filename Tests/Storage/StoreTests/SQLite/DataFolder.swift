import Audio
import Foundation
import Mailbox
import Synchronization

@testable import Store

/// A data directory for one test, gone with it. The stores that were opened on it end first.
final class DataFolder: Sendable {
  let path: String
  private let clock = Clock()
  private let stores = Mutex<[Mailboxes]>([])
  private let copies = Mutex<[DataFolder]>([])

  private final class Clock: Sendable {
    let now = Mutex<Int64>(1_800_000_000_000)
  }

  init() throws {
    path = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
  }

  deinit {
    for store in stores.withLock({ $0 }) { store.close() }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Milliseconds since 1970 UTC, as the stores on this directory see them.
  var now: Int64 {
    get { clock.now.withLock { $0 } }
    set { clock.now.withLock { $0 = newValue } }
  }

  /// A store with cheap passcodes and a clock that stands still; it leaves out to sync the disk.
  func open(
    isServer: Bool = true, adjust: (inout SQLiteStoreOptions) -> Void = { _ in }
  ) throws(StoreError) -> Mailboxes {
    var options = SQLiteStoreOptions()
    options.isServer = isServer
    options.synchronous = .off
    options.passcodeCost = .test
    options.now = { [clock] in clock.now.withLock { $0 } }
    adjust(&options)
    let store = try Mailboxes(directory: path, options: options)
    stores.withLock { $0.append(store) }
    return store
  }

  /// The files below the directory, by path relative to it.
  func files(in folder: String = "") throws -> [String] {
    let start = path + "/" + folder
    return try FileManager.default.subpathsOfDirectory(atPath: start).filter { name in
      let attributes = try FileManager.default.attributesOfItem(atPath: start + "/" + name)
      return attributes[.type] as? FileAttributeType == .typeRegular
    }.sorted()
  }

  /// A copy of everything as it lies on the disk now, as after the plug was pulled. It goes with
  /// this one.
  func copy() throws -> DataFolder {
    let copy = try DataFolder()
    try FileManager.default.copyItem(atPath: path, toPath: copy.path)
    copy.now = now
    copies.withLock { $0.append(copy) }
    return copy
  }
}

/// A company with one user, the least that a test needs.
struct Household {
  let store: Mailboxes
  let company: Company
  let anna: User

  static let passcode = Passcode("495028137466")

  init(_ store: Mailboxes) throws {
    self.store = store
    company = try store.accounts.add(
      Company(
        name: "Berg", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
        portalNumber: "100"))
    anna = try Self.addUser("111", to: company, store)
    try store.accounts.setPasscode(Self.passcode, of: anna.id, assigned: false)
  }

  /// The same company after a restart.
  init(reopened store: Mailboxes) throws {
    guard let company = try store.accounts.companies().first,
      let anna = try store.accounts.users(of: company.id).first
    else { throw StoreError.missing(kind: "company", name: "Berg") }
    (self.store, self.company, self.anna) = (store, company, anna)
  }

  /// A user whose main number ends with her extension.
  static func addUser(
    _ short: String, to company: Company, _ store: Mailboxes
  ) throws -> User {
    guard let number = PhoneNumber(e164: "+49211555\(short)") else {
      throw StoreError.refused(field: "extension", reason: "\(short)")
    }
    return try store.accounts.add(
      User(
        company: company.id, firstName: "Anna", lastName: "Berg", mainNumber: number,
        extension: Extension(short), language: .de, timeZone: "Europe/Berlin"))
  }

  /// A finished recording of so many seconds that differs from others by `level`.
  func record(
    _ purpose: RecordingPurpose = .draft, seconds: Int = 2, level: Int16 = 1_000
  ) throws -> FinishedRecording {
    let destination = try store.takes.begin(purpose)
    if let path = destination.path {
      let samples = [Int16](repeating: level, count: seconds * 8_000)
      try Data(WAVHeader.file(of: samples)).write(to: URL(fileURLWithPath: path))
    }
    return FinishedRecording(
      id: destination.id, milliseconds: Int32(seconds * 1_000), hasSound: true, ending: .key)
  }

  /// A message for Anna.
  func addMessage(received: Int64 = 1, level: Int16 = 1_000) throws {
    try store.accounts.addMessage(
      to: anna.id, samples: [Int16](repeating: level, count: 16_000), from: "+4930123456",
      isUrgent: false, isConfidential: false, received: received)
  }

  /// Anna logs in from her own phone.
  func logIn(_ call: UInt64 = 1, passcode: Passcode = passcode) -> MailboxReply {
    store.answer(
      .logIn(
        LogInRequest(
          company: company.id, number: nil, mailbox: anna.id, passcode: passcode,
          from: anna.mainNumber.e164, trust: .claimed)),
      of: CallToken(call))
  }

  /// The first message as a call of Anna's sees it.
  func firstMessage(_ call: UInt64 = 1) -> MailboxReply {
    store.answer(.message(mailbox: anna.id, .first), of: CallToken(call))
  }

  /// How many messages wait for Anna.
  func counts() throws -> MessageCounts {
    let user = try store.accounts.user(anna.id)
    return try store.read { (rules) throws(StoreError) in try rules.facts(of: user).counts }
  }
}

extension Mailboxes {
  /// Their storage, which the tests of it look into.
  var sqlite: SQLiteStorage {
    guard let storage = storage as? SQLiteStorage else {
      preconditionFailure("these mailboxes are not on SQLite")
    }
    return storage
  }
}
