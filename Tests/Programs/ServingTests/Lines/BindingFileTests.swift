import Foundation
import Operations
import ProjectFiles
import Testing

@testable import Serving
@testable import Signalling

/// The registrations of telephones on disk.
@Suite struct BindingFileTests {
  private let binding = RememberedBinding(
    user: "100", contact: "sip:100@192.0.2.1:5060", routes: ["<sip:192.0.2.7;lr>"], callID: "one",
    sequence: 3, expiresAt: 1_800_000_000)

  @Test func `what was written is read again, by nobody else`() throws {
    let folder = try Folder()
    let log = Log.none
    let file = BindingFile(in: folder.path, line: 1, log: log)
    #expect(file.read() == [])
    file.write([binding])
    file.close()
    #expect(BindingFile(in: folder.path, line: 1, log: log).read() == [binding])
    let path = "\(folder.path)/registrations-1.json"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `of many changes the last one is on the disk`() throws {
    let folder = try Folder()
    let file = BindingFile(in: folder.path, line: 1, log: Log.none)
    for _ in 0..<100 { file.write([]) }
    file.write([binding])
    file.close()
    #expect(file.read() == [binding])
  }

  @Test func `a spoilt file is no registration and no fault`() throws {
    let folder = try Folder()
    _ = try folder.write("[{]", to: "registrations-1.json")
    #expect(BindingFile(in: folder.path, line: 1, log: Log.none).read() == [])
  }
}
