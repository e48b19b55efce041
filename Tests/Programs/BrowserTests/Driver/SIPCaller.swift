import Audio
import Foundation
import Processes
import SoundFiles
import Testing

/// A telephone (SIPp) that calls the portal of ``Desk``.
@MainActor enum SIPCaller {
  /// Leaves three seconds of speech in a mailbox, and hangs up.
  static func leaveMessage(for number: String, from caller: String = "02214710188") throws {
    let desk = try Desk.shared.get()
    let folder = desk.folder + "/call-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let speech = try Desk.speech(seconds: 3).map(G711.muLaw.encode)
    try Data(speech).write(to: URL(filePath: folder + "/speech.ul"))
    let end = try ChildProcess.run(
      "/usr/bin/sipp",
      [
        "127.0.0.1:\(desk.sip)", "-sf",
        root.appending(path: "Fixtures/SIPp/Portal/leave-by-file.xml").path, "-i", "127.0.0.1",
        "-m", "1", "-p", "0", "-nostdin", "-timeout", "60s", "-timeout_error", "-key", "uri",
        "sip:\(number)@127.0.0.1:\(desk.sip)", "-key", "caller", caller,
      ], in: folder, output: folder + "/sipp.txt")
    let said = String(
      decoding: FileManager.default.contents(atPath: folder + "/sipp.txt") ?? Data(),
      as: UTF8.self)
    try #require(end == .exit(0), "\(said.suffix(3_000))")
  }
}
