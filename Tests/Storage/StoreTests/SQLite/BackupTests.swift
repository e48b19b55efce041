import Foundation
import Mailbox
import Synchronization
import Testing

@testable import Store

@Suite struct BackupTests {
  let folder: DataFolder
  let home: Household
  /// Where backups and restored directories go.
  private let scratch: DataFolder

  init() throws {
    folder = try DataFolder()
    scratch = try DataFolder()
    try FileManager.default.createDirectory(
      atPath: scratch.path, withIntermediateDirectories: false)
    home = try Household(folder.open())
    try home.addMessage(level: 1)
    try home.addMessage(level: 2)
  }

  private var backup: String { scratch.path + "/backup" }
  private var restored: String { scratch.path + "/restored" }

  @discardableResult
  private func makeBackup(
    withSecret: Bool = true, stage: (Backup.Stage) -> Void = { _ in }
  ) throws -> Backup {
    try Backup.make(of: folder.path, in: backup, withSecret: withSecret, stage: stage)
  }

  /// Opens what was restored.
  private func openRestored() throws -> Household {
    var options = SQLiteStoreOptions()
    (options.synchronous, options.passcodeCost) = (.off, .test)
    options.now = { [folder] in folder.now }
    return try Household(reopened: try Mailboxes(directory: restored, options: options))
  }

  /// Messages of Anna whose sound is there, whole and with the content that its name says.
  private func wholeMessages(of home: Household) throws -> Int {
    let messages = try home.store.accounts.messages(of: home.anna.id)
    for part in messages.flatMap(\.parts) {
      guard case .file(let path) = try home.store.audio(part.id) else { return -1 }
      #expect(try path.hasSuffix(ContentHash.of(path).hash + ".wav"))
    }
    return messages.count
  }

  private func damage(_ path: String, _ change: (inout Data) -> Void) throws {
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    change(&data)
    try data.write(to: URL(fileURLWithPath: path))
  }

  private func refusal() -> String? {
    let error = #expect(throws: StoreError.self) { try Restore.run(from: backup, into: restored) }
    return error?.description
  }

  // MARK: Backup

  @Test func `what was backed up is restored, with passcodes`() throws {
    #expect(try makeBackup() == Backup(sounds: 2, recordings: 0, hasSecret: true, faults: []))
    let restore = try Restore.run(from: backup, into: restored)
    #expect(restore.sounds == 2)
    #expect(restore.secret == .backup)
    let copy = try openRestored()
    defer { copy.store.close() }
    #expect(try wholeMessages(of: copy) == 2)
    guard case .welcome = copy.logIn() else {
      Issue.record("the passcode is not known any more")
      return
    }
  }

  @Test func `a backup beside a writer holds what was stored when it began, and all of it`() throws
  {
    let isOver = Mutex(false)
    let (home, before) = (home, try wholeMessages(of: home))
    let done = DispatchSemaphore(value: 0)
    let stored = Mutex(before)
    Thread.detachNewThread {
      var level: Int16 = 100
      while !isOver.withLock({ $0 }) {
        do {
          let take = try home.record(
            .deposit(mailbox: home.anna.id, from: "+4930123456"), seconds: 1, level: level)
          let reply = home.store.answer(
            .deposit(Deposit(mailbox: home.anna.id, take: take, from: "+4930123456")),
            of: CallToken(UInt64(level)))
          if reply == .done { stored.withLock { $0 += 1 } }
        } catch {
          Issue.record(error)
        }
        level += 1
      }
      done.signal()
    }
    while stored.withLock({ $0 }) < 5 { usleep(1_000) }
    let least = stored.withLock { $0 }
    let made = try makeBackup()
    isOver.withLock { $0 = true }
    done.wait()
    #expect(made.faults == [])
    _ = try Restore.run(from: backup, into: restored)
    let copy = try openRestored()
    defer { copy.store.close() }
    let found = try wholeMessages(of: copy) + copy.store.unfinishedTakes().count
    #expect(found >= least)
    let bad = DirectoryCheck.findings(in: restored, readsSounds: true).filter { !$0.isGood }
    #expect(bad == [])
  }

  @Test func `a sound that is deleted during the backup is in it`() throws {
    let made = try makeBackup { stage in
      guard case .sounds = stage else { return }
      #expect(throws: Never.self) { try home.store.accounts.removeUser(home.anna.id) }
    }
    #expect(made.sounds == 2)
    #expect(made.faults == [])
    _ = try Restore.run(from: backup, into: restored)
    let copy = try openRestored()
    defer { copy.store.close() }
    #expect(try wholeMessages(of: copy) == 2)
    // What was kept for the backup goes with the next sweep.
    try home.store.purge()
    #expect(try folder.files(in: "audio") == [])
  }

  @Test func `a recording that waits is backed up and delivered after the restore`() throws {
    let purpose = RecordingPurpose.deposit(mailbox: home.anna.id, from: "+4930123456")
    let take = try home.record(purpose)
    #expect(try makeBackup().recordings == 1)
    #expect(try Restore.run(from: backup, into: restored).recordings == 1)
    let copy = try openRestored()
    defer { copy.store.close() }
    #expect(try copy.store.unfinishedTakes().map(\.id) == [take.id])
  }

  @Test func `a recording that is delivered during the backup is there once`() throws {
    let purpose = RecordingPurpose.deposit(mailbox: home.anna.id, from: "+4930123456")
    let take = try home.record(purpose, level: 9)
    // Between its copy and the snapshot there is no stage; a copy that is put back is the same.
    try makeBackup()
    let reply = home.store.answer(
      .deposit(Deposit(mailbox: home.anna.id, take: take, from: "+4930123456")), of: CallToken(1))
    #expect(reply == .done)
    let recording = backup + "/incoming"
    let second = scratch.path + "/second"
    _ = try Backup.make(of: folder.path, in: second, withSecret: true)
    _ = try Restore.run(from: second, into: restored)
    for name in try FileManager.default.contentsOfDirectory(atPath: recording) {
      try FileManager.default.copyItem(
        atPath: "\(recording)/\(name)", toPath: "\(restored)/incoming/\(name)")
    }
    let copy = try openRestored()
    defer { copy.store.close() }
    #expect(try copy.store.unfinishedTakes() == [])
    #expect(try wholeMessages(of: copy) == 3)
  }

  @Test func `a backup without the secret needs it before a start`() throws {
    try makeBackup(withSecret: false)
    #expect(!FileManager.default.fileExists(atPath: backup + "/secret"))
    #expect(try Restore.run(from: backup, into: restored).secret == .missing)
    let error = #expect(throws: StoreError.self) { try openRestored() }
    #expect(error?.reason.hasPrefix("the secret is missing") == true)
    try FileManager.default.copyItem(
      atPath: folder.path + "/secret", toPath: restored + "/secret")
    try openRestored().store.close()
  }

  @Test func `the secret can be given to the restore, and another one is refused`() throws {
    try makeBackup(withSecret: false)
    let other = try DataFolder()
    try other.open().close()
    let error = #expect(throws: StoreError.self) {
      try Restore.run(from: backup, into: restored, secret: other.path + "/secret")
    }
    #expect(error?.reason.hasPrefix("the secret does not belong") == true)
    #expect(!FileManager.default.fileExists(atPath: restored))
    let secret = folder.path + "/secret"
    #expect(try Restore.run(from: backup, into: restored, secret: secret).secret == .file)
  }

  @Test func `a damaged data directory is backed up, and its faults are told`() throws {
    let sounds = try folder.files(in: "audio").map { "\(folder.path)/audio/\($0)" }
    try FileManager.default.removeItem(atPath: sounds[0])
    try damage(sounds[1]) { $0[1_000] ^= 1 }
    let made = try makeBackup()
    #expect(made.faults.count == 2)
    #expect(made.faults.contains("\(sounds[0]): this sound is missing."))
    #expect(try Restore.run(from: backup, into: restored).missingSounds.count == 1)
  }

  @Test func `a folder with something in it takes no backup`() throws {
    try makeBackup()
    let error = #expect(throws: StoreError.self) { try makeBackup() }
    #expect(error?.reason == "there is a backup already; name a new folder")
  }

  @Test func `a directory that has lost its database is not backed up`() throws {
    home.store.close()
    try Data().write(to: URL(fileURLWithPath: folder.path + "/voiceportal.db"))
    #expect(throws: StoreError.self) { try makeBackup() }
    #expect(!FileManager.default.fileExists(atPath: backup))
  }

  // MARK: Restore

  @Test(arguments: ["voiceportal.db", "audio", "secret"])
  func `a backup in which a byte has changed is refused and nothing is made`(name: String) throws {
    try makeBackup()
    let file = try #require(
      FileManager.default.subpaths(atPath: backup)?.sorted().last {
        $0.hasPrefix(name) && !$0.hasSuffix("audio") && $0.split(separator: "/").count != 2
      })
    try damage("\(backup)/\(file)") { $0[20] ^= 1 }
    #expect(refusal()?.contains("this backup is damaged, nothing was restored: \(file)") == true)
    #expect(!FileManager.default.fileExists(atPath: restored))
  }

  @Test func `a backup that lacks a file, or its manifest, is refused`() throws {
    try makeBackup()
    try FileManager.default.removeItem(atPath: backup + "/secret")
    #expect(refusal()?.contains("secret is missing") == true)
    try damage(backup + "/manifest") { $0.removeLast(30) }
    #expect(refusal()?.contains("the manifest was cut or changed") == true)
    try FileManager.default.removeItem(atPath: backup + "/manifest")
    #expect(refusal()?.contains("there is no manifest here") == true)
    #expect(!FileManager.default.fileExists(atPath: restored))
  }

  @Test func `a manifest cannot name a file outside`() throws {
    try FileManager.default.createDirectory(
      atPath: backup, withIntermediateDirectories: false)
    var manifest = BackupManifest(made: "2026-11-29T00:00:00Z")
    manifest.entries = [.init(hash: String(repeating: "0", count: 64), path: "audio/../../x.wav")]
    try Data(manifest.text.utf8).write(to: URL(fileURLWithPath: backup + "/manifest"))
    #expect(refusal()?.contains("which is no file of a backup") == true)
  }

  @Test func `nothing is restored over mailboxes`() throws {
    try makeBackup()
    let error = #expect(throws: StoreError.self) {
      try Restore.run(from: backup, into: folder.path)
    }
    #expect(error?.reason.hasPrefix("the folder is not empty") == true)
    #expect(try wholeMessages(of: home) == 2)
  }

  @Test func `a restore that was killed is refused by a start, and done again`() throws {
    try makeBackup()
    let manifest = try BackupManifest(of: backup)
    try FileManager.default.createDirectory(
      atPath: restored, withIntermediateDirectories: false)
    let directory = DataDirectory(restored)
    var work = RestoreWork(manifest, from: backup, into: directory)
    try work.copy(secret: nil)
    // Killed before, and in the middle of, putting the files in place.
    for moved in [[], ["secret", "audio", "incoming"], ["voiceportal.db"]] {
      for name in moved {
        try Disk.rename("\(directory.restoring)/\(name)", to: "\(restored)/\(name)")
      }
      let error = #expect(throws: StoreError.self) { try openRestored() }
      #expect(error?.reason.hasPrefix("a restore was not finished here") == true)
    }
    _ = try Restore.run(from: backup, into: restored)
    let copy = try openRestored()
    defer { copy.store.close() }
    #expect(try wholeMessages(of: copy) == 2)
  }

  @Test func `a manifest is read as it was written`() throws {
    try makeBackup()
    let manifest = try BackupManifest(of: backup)
    #expect(Set(manifest.entries.map(\.path)).count == 4)
    let text = try String(contentsOfFile: backup + "/manifest", encoding: .utf8)
    #expect(manifest.text == text)
  }

  @Test func `only the owner may read a backup and what is restored from it`() throws {
    try makeBackup()
    _ = try Restore.run(from: backup, into: restored)
    for path in [backup, restored] {
      for name in [""] + (FileManager.default.subpaths(atPath: path) ?? []) {
        #expect(try Disk.status(of: "\(path)/\(name)")?.isOpenToOthers == false, "\(path)/\(name)")
      }
    }
  }
}
