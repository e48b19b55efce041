import Commands
import Foundation
import Mailbox
import ProjectFiles
import Store
import Testing

@testable import Serving
@testable import voiceportal

@Suite struct CheckCommandTests {
  private let prompts = ProjectFiles.prompts.path

  /// Whether all was good, and the lines.
  private func check(_ body: (inout Checklist) -> Void) -> (Bool, [String]) {
    var lines: [String] = []
    var checklist = Checklist { lines.append($0) }
    body(&checklist)
    return (checklist.isGood, lines)
  }

  @Test func `a machine that has everything has a line for each thing`() {
    var lines: [String] = []
    var checklist = Checklist { lines.append($0) }
    var machine = MachineCheck()
    machine.openFiles = 65_536
    machine.realTimePriority = 4
    checklist.lookAtMachine(machine)
    #expect(checklist.isGood)
    #expect(lines.filter { $0.hasPrefix("machine ") }.count == 6)
  }

  @Test func `a file with a fault is a problem with its line`() throws {
    let folder = try Folder()
    let path = try folder.write("{ data: 7 }", to: "server.json5")
    var lines: [String] = []
    var checklist = Checklist { lines.append($0) }
    checklist.lookAtServer(path)
    #expect(!checklist.isGood)
    #expect(lines.contains { $0.contains("server.json5:1") })
  }

  /// It reads each of the product's prompts.
  @Test func `the product's own layouts and prompts are good`() throws {
    #expect(try CheckCommand.run(["--prompts", prompts]) == .good)
  }

  @Test func `missing and unused prompts are problems`() throws {
    let folder = try Folder()
    for language in ["en", "de", "nl"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/\(language)", withIntermediateDirectories: true)
    }
    _ = try folder.write("", to: "en/gone.wav")
    let (isGood, lines) = check { $0.lookAtPrompts(folder.path) }
    #expect(!isGood)
    #expect(lines.contains("  The prompt goodbye is missing: no file has its name."))
    #expect(lines.contains { $0.hasPrefix("  The prompt gone ") && $0.contains("not used") })
  }

  @Test func `a bad layout file is a problem with its line`() throws {
    let folder = try Folder()
    let path = try folder.write("playing next 1\n", to: "my.keys")
    let (isGood, lines) = check { $0.lookAtKeys(path) }
    #expect(!isGood)
    #expect(lines[0] == "keys \(path): a problem")
    #expect(lines[1] == "  \(path):1: playing: key 1 is given to skip-back and next.")
  }

  @Test func `the layout of the help is a good one`() throws {
    let folder = try Folder()
    let example = CheckCommand.help.split(separator: "\n").suffix(5).joined(separator: "\n")
    let path = try folder.write(example, to: "my.keys")
    let (isGood, lines) = check { $0.lookAtKeys(path) }
    #expect(isGood, "\(lines)")
  }

  @Test func `a good data directory has a line for each check`() throws {
    let folder = try Folder()
    try Mailboxes(directory: folder.path + "/data").close()
    let (isGood, lines) = check { $0.lookAtData(folder.path + "/data") }
    #expect(isGood)
    #expect(lines.filter { $0.hasPrefix("data ") }.count == 8)
  }

  @Test func `a secret that others can read is a problem`() throws {
    let folder = try Folder()
    try Mailboxes(directory: folder.path).close()
    let secret = folder.path + "/secret"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
    #expect(!check({ $0.lookAtData(folder.path) }).0)
    try FileManager.default.removeItem(atPath: secret)
    #expect(
      check({ $0.lookAtData(folder.path) }).1.contains("  \(secret): the secret is missing"))
  }

  @Test func `what is good to know about a data directory is no problem`() throws {
    let folder = try Folder()
    try Mailboxes(directory: folder.path + "/data").close()
    let recording = folder.path + "/data/incoming/7.wav"
    #expect(FileManager.default.createFile(atPath: recording, contents: nil))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: recording)
    let (isGood, lines) = check { $0.lookAtData(folder.path + "/data") }
    #expect(isGood)
    #expect(lines.contains("data recordings: ok (1 to know)"))
    #expect(lines.contains { $0.hasPrefix("  \(recording): ") })
  }

  @Test func `a data directory that is not there is a problem`() {
    let (isGood, lines) = check { $0.lookAtData("/none") }
    #expect(!isGood)
    #expect(lines.contains { $0.hasPrefix("  /none: there is no such data directory") })
  }

  @Test func `a file of accounts is tried without being imported`() throws {
    let folder = try Folder()
    let path = try folder.write(
      "first-name,last-name,main-number,extension\nAda,Bloom,5551113,113\n")
    let (isGood, lines) = check { $0.lookAtAccounts(path, data: nil) }
    #expect(!isGood)
    #expect(lines.last?.hasPrefix("  row 2: main-number: ") == true)
  }

  @Test(arguments: ["--kys", "--format"])
  func `an unknown option is refused`(option: String) {
    #expect(throws: UsageError.self) { try CheckCommand.run([option, "x"]) }
  }
}

@Suite struct FlowCommandTests {
  @Test(arguments: ["text", "dot", "mermaid", "svg"])
  func `each format is written to a file`(format: String) throws {
    let folder = try Folder()
    let path = folder.path + "/flow"
    #expect(try FlowCommand.run(["--format", format, "--output", path]) == .good)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("main-menu"))
  }

  @Test(arguments: [
    (["--format", "pdf"], "--format is one of text, dot, mermaid, svg, not 'pdf'."),
    (["--from", "main-men"], "there is no place 'main-men'. Did you mean main-menu?"),
    (["--steps", "2"], "--steps needs --from."),
    (["extra"], "'extra' is not understood here."),
    (["--formt", "svg"], "there is no option --formt."),
  ])
  func `wrong words are refused`(words: [String], reason: String) {
    let error = #expect(throws: UsageError.self) { try FlowCommand.run(words) }
    #expect(error?.reason == reason)
  }

  @Test func `a file that cannot be written is told with its name`() {
    let error = #expect(throws: Failure.self) {
      try FlowCommand.run(["--output", "/none/flow.svg"])
    }
    #expect(error?.description.hasPrefix("/none/flow.svg: ") == true)
  }
}
