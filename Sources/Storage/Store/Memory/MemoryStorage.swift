import Mailbox
import Synchronization

/// The mailboxes in memory, for simulations, tests and measurements. All is gone with it. It answers
/// on the thread that asks, one transaction at a time.
final class MemoryStorage: MailboxStorage {
  private let lock = Mutex(())
  /// Used under the lock alone.
  private let rows = MemoryRows()
  private let takes = MemoryRecordings()
  private let publisher = ChangePublisher()
  private let writes = Atomic(0)

  let hasher: any PasscodeHasher = ClearPasscodes()

  var recordings: any PendingRecordings { takes }

  var purges: Bool { true }

  var load: StorageLoad {
    let count = writes.load(ordering: .relaxed)
    return StorageLoad(writes: count, commits: count)
  }

  func dispatch(_ work: @escaping @Sendable () -> Void) { work() }

  func read<Result>(
    _ body: (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    var outcome: Swift.Result<Result, StoreError>?
    lock.withLock { _ in
      do throws(StoreError) {
        outcome = .success(try body(rows))
      } catch {
        outcome = .failure(error)
      }
    }
    return try Self.value(of: outcome)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    var outcome: Swift.Result<Result, StoreError>?
    var changed: Set<Int64> = []
    lock.withLock { _ in
      do throws(StoreError) {
        outcome = .success(try body(rows))
        changed = rows.commit()
      } catch {
        rows.rollBack(to: 0)
        outcome = .failure(error)
      }
    }
    writes.add(1, ordering: .relaxed)
    publisher.tell(changed)
    return try Self.value(of: outcome)
  }

  func submit<Result: Sendable>(
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result,
    then: @escaping @Sendable (Swift.Result<Result, StoreError>) -> Void
  ) {
    do throws(StoreError) {
      then(.success(try write(body)))
    } catch {
      then(.failure(error))
    }
  }

  func writeAlone<Result>(_ body: (any MailboxRows) throws -> Result) throws -> Result {
    var outcome: Swift.Result<Result, any Error>?
    var changed: Set<Int64> = []
    lock.withLock { _ in
      do {
        outcome = .success(try body(rows))
        changed = rows.commit()
      } catch {
        rows.rollBack(to: 0)
        outcome = .failure(error)
      }
    }
    writes.add(1, ordering: .relaxed)
    publisher.tell(changed)
    guard let outcome else { preconditionFailure("the body returns or throws") }
    return try outcome.get()
  }

  func place(_ take: FinishedRecording) throws(StoreError) -> PlacedSound {
    guard let samples = takes.samples(of: take.id) else {
      throw .missing(kind: "recording", name: "\(take.id)")
    }
    return .samples(samples, milliseconds: take.milliseconds)
  }

  func place(_ samples: [Int16]) -> PlacedSound {
    .samples(samples, milliseconds: Int32(clamping: samples.count / 8))
  }

  func letGo(of sound: PlacedSound) {}

  func audio(_ id: Int64) throws(StoreError) -> StoredAudio {
    guard let samples = lock.withLock({ _ in rows.samples(of: id) }) else {
      throw .missing(kind: "sound", name: "\(id)")
    }
    return .samples(samples)
  }

  func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void) { publisher.add(changed) }

  func sweepSounds() { lock.withLock { _ in rows.sweepSounds() } }

  func tidy(at now: Int64) {}

  func turn(_ then: @escaping @Sendable () -> Void) { then() }

  func close() {}

  private static func value<Value>(
    of outcome: Result<Value, StoreError>?
  ) throws(StoreError) -> Value {
    guard let outcome else { preconditionFailure("the body returns or throws") }
    return try outcome.get()
  }
}

extension Mailboxes {
  /// Mailboxes in memory: nobody and nothing yet, and all is gone with them.
  /// - Parameter now: Milliseconds since 1970 UTC.
  public convenience init(now: @escaping @Sendable () -> Int64) {
    self.init(MemoryStorage(), now: now)
  }
}

/// Passcodes that never leave memory are kept as they are: hashing would only slow tests down.
private struct ClearPasscodes: PasscodeHasher {
  func hash(_ passcode: Passcode) -> String { passcode.digits }

  func isRight(_ passcode: Passcode, for hash: String?) -> Bool { passcode.digits == hash }

  func hash(_ password: WebPassword) -> String { password.text }

  func isRight(_ password: WebPassword, for hash: String?) -> Bool { password.text == hash }
}
