import Foundation
import Mailbox
import Testing

@testable import Store

@Suite struct DirectoryCheckTests {
  let folder: DataFolder
  let home: Household
  private let sounds: [String]

  init() throws {
    folder = try DataFolder()
    home = try Household(folder.open())
    for level: Int16 in 1...4 { try home.addMessage(level: level) }
    let path = folder.path
    sounds = try folder.files(in: "audio").map { "\(path)/audio/\($0)" }
  }

  private func findings(deep: Bool = false) -> [String: DirectoryCheck.Finding] {
    let found = DirectoryCheck.findings(in: folder.path, readsSounds: deep)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.subject, $0) })
  }

  private func faults(of subject: String, deep: Bool = false) -> [String] {
    findings(deep: deep)[subject]?.faults ?? []
  }

  @Test(arguments: [true, false])
  func `a good directory has no fault beside its server, and nothing changes`(deep: Bool) throws {
    let before = try folder.files()
    #expect(findings(deep: deep).values.allSatisfy { $0.faults + $0.notes == [] })
    #expect(try folder.files() == before)
  }

  @Test func `sounds that are missing, cut, emptied or too long are named`() throws {
    let handles = sounds.map { URL(fileURLWithPath: $0) }
    try FileManager.default.removeItem(at: handles[0])
    try Data(contentsOf: handles[1]).prefix(1_000).write(to: handles[1])
    try Data().write(to: handles[2])
    try (Data(contentsOf: handles[3]) + [0]).write(to: handles[3])
    #expect(
      faults(of: "sounds") == [
        "\(sounds[0]): this sound is missing.",
        "\(sounds[1]): this sound is cut: 1000 bytes, not 32044.",
        "\(sounds[2]): this sound is empty: 0 bytes, not 32044.",
        "\(sounds[3]): this sound is too long: 32045 bytes, not 32044.",
      ])
  }

  @Test func `another content of the same length is found by reading it`() throws {
    var data = try Data(contentsOf: URL(fileURLWithPath: sounds[0]))
    data[20_000] ^= 1
    try data.write(to: URL(fileURLWithPath: sounds[0]))
    #expect(faults(of: "sounds") == [])
    #expect(
      faults(of: "sounds", deep: true) == [
        "\(sounds[0]): this sound has another content than was stored."
      ])
  }

  @Test func `a sound that no row names is a note`() throws {
    let orphan = sounds[0].replacing(".wav", with: "0.wav")
    try FileManager.default.copyItem(atPath: sounds[0], toPath: orphan)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3_600), .posixPermissions: 0o600],
      ofItemAtPath: orphan)
    #expect(faults(of: "sounds") == [])
    #expect(findings()["sounds"]?.notes.map { $0.hasPrefix("\(orphan): no message") } == [true])
    home.store.close()
    try folder.open().close()
    let notes = findings()["lost+found"]?.notes ?? []
    #expect(notes.count == 1)
    #expect(notes.first?.contains("removed after 30 more days") == true)
  }

  @Test func `modes that let others in are faults, for folders and files`() throws {
    for path in [folder.path, sounds[0]] {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    #expect(
      faults(of: "modes") == [
        "\(folder.path): mode 755 lets others in; it should be 700.",
        "\(sounds[0]): mode 755 lets others in; it should be 600.",
      ])
  }

  @Test func `recordings that wait are named and no fault`() throws {
    let take = try home.record(.deposit(mailbox: home.anna.id, from: "+4930123456"))
    let notes = findings()["recordings"]?.notes
    #expect(notes?.map { $0.hasPrefix("\(folder.path)/incoming/\(take.id).wav: ") } == [true])
    #expect(faults(of: "recordings") == [])
  }

  @Test func `another secret, and none, are faults`() throws {
    let secret = folder.path + "/secret"
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: secret))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    #expect(faults(of: "secret").first?.contains("this is not the secret") == true)
    try FileManager.default.removeItem(atPath: secret)
    #expect(faults(of: "secret").first?.contains("the secret is missing") == true)
  }

  @Test func `an emptied database is a fault with the words of a start`() throws {
    home.store.close()
    try Data().write(to: URL(fileURLWithPath: folder.path + "/voiceportal.db"))
    #expect(faults(of: "database").first?.contains("the database is empty (0 bytes)") == true)
  }
}
