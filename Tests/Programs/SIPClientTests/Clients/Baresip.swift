import Foundation
import Testing

/// The softphone baresip (Debian: baresip-core), driven by its control socket.
final class Baresip {
  let port: UInt16
  private let folder: String
  private let child: Child
  private let control: Control

  /// Starts it and waits until it can be told what to do.
  /// - Parameters:
  ///   - user: Who it is.
  ///   - speech: What its microphone hears from the beginning of each call, and then again.
  ///   - account: Parameters of the account, each after a semicolon.
  ///   - sampleRate: Of its microphone; that of the codec which it is to use.
  ///   - modules: More than those that every call needs.
  init(
    _ user: String, in lab: String, speech: [Int16], at host: String? = nil,
    account: String = ";regint=0", sampleRate: Int = 8_000,
    modules: [String] = [], configuration: String = ""
  ) async throws {
    folder = "\(lab)/baresip-\(user)-\(UInt32.random(in: .min ... .max))"
    for name in ["", "/.baresip", "/heard"] {
      try FileManager.default.createDirectory(
        atPath: folder + name, withIntermediateDirectories: true)
    }
    // Its TLS is on the next port.
    port = try Ports.free(2)
    let (controlPort, sound) = (try Ports.free(), try Ports.free(10))
    // At its end the call would end, too.
    let silence = [Int16](repeating: 0, count: 8_000 * 120)
    try (speech + silence).write(to: folder + "/microphone.wav", sampleRate: sampleRate)
    let own = ["stdio", "g711", "aufile", "sndfile"] + modules
    let text = """
      net_interface 127.0.0.1
      sip_listen 127.0.0.1:\(port)
      rtp_ports \(sound)-\(sound + 9)
      module_path \(Self.modules)
      \(own.map { "module \($0).so\n" }.joined())
      module_app account.so
      module_app menu.so
      module_app ctrl_tcp.so
      ctrl_tcp_listen 127.0.0.1:\(controlPort)
      audio_source aufile,\(folder)/microphone.wav
      snd_path \(folder)/heard
      \(configuration)
      """
    try text.write(toFile: folder + "/.baresip/config", atomically: true, encoding: .utf8)
    let host = host ?? "127.0.0.1"
    try "<sip:\(user)@\(host)>\(account)\n".write(
      toFile: folder + "/.baresip/accounts", atomically: true, encoding: .utf8)
    try "".write(toFile: folder + "/.baresip/contacts", atomically: true, encoding: .utf8)
    child = try Child(
      "/usr/bin/baresip", ["-f", folder + "/.baresip"], in: folder, environment: ["HOME": folder])
    let (child, port) = (child, controlPort)
    control = try await wait(for: "the control of baresip: \(child.output)") { Control(port) }
    try await child.prints("baresip is ready")
  }

  private static let modules: String = {
    let folders = (try? FileManager.default.subpathsOfDirectory(atPath: "/usr/lib")) ?? []
    let found = folders.first { $0.hasSuffix("baresip/modules/g711.so") } ?? "baresip/modules/"
    return "/usr/lib/" + found.dropLast("/g711.so".count)
  }()

  deinit { control.tell("quit") }

  /// Everything that it has printed.
  var output: String { child.output }

  /// What it has told of its calls and registrations.
  var events: String { control.heard() }

  func tell(_ command: String, _ parameters: String = "") { control.tell(command, parameters) }

  /// Waits until it has told something.
  func tells(_ text: String, withinSeconds seconds: Double = 20) async throws {
    do {
      _ = try await wait(seconds: seconds, for: text) { events.contains(text) ? true : nil }
    } catch is NotSeen {
      throw NotSeen(
        description: "baresip told no \(text), but \(events.suffix(3_000))\n\(output.suffix(3_000))"
      )
    }
  }

  /// Waits until it has printed something.
  func prints(_ text: String) async throws { try await child.prints(text) }

  /// Calls somebody and waits for the answer.
  func call(_ uri: String) async throws {
    tell("dial", uri)
    try await tells("CALL_ESTABLISHED")
  }

  /// Presses keys by RFC 4733, not faster than a person.
  func press(_ keys: String) async throws {
    for key in keys {
      tell("sndcode", String(key))
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  func hangUp() { tell("hangup") }

  /// What it has heard in its newest call.
  var heard: HeardSound { HeardSound(ofGrowingFile: file("dec")) }
  /// What it has said in its newest call.
  var said: HeardSound { HeardSound(ofGrowingFile: file("enc")) }

  private func file(_ direction: String) -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/heard")) ?? []
    let newest = names.filter { $0.contains(direction) }.max() ?? ""
    return folder + "/heard/" + newest
  }

  /// Waits until a sound was heard to its end.
  /// - Parameter place: From where it is looked for.
  @discardableResult
  func hears(
    _ sound: [Int16], from place: Int = 0, withinSeconds seconds: Double = 30,
    named name: String = "a sound"
  ) async throws -> SoundMatch {
    // Its last frames show when it is over.
    let tail = Array(sound.suffix(1_600))
    do {
      return try await wait(seconds: seconds, for: name) {
        let heard = heard
        guard let end = heard.match(tail, from: place), end.share > 0.5 else { return nil }
        guard let match = heard.match(sound, from: place), match.share > 0.7 else { return nil }
        return match
      }
    } catch is NotSeen {
      let share = heard.match(sound, from: place)?.share ?? 0
      throw NotSeen(
        description: "\(name) was not heard (\(share) of it) in \(heard.seconds) s: \(events)")
    }
  }
}

/// The control socket: netstrings of JSON.
private final class Control {
  private let socket: Int32
  private var text = ""

  init?(_ port: UInt16) {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = loopback(port)
    let isConnected = unsafe withUnsafePointer(to: &address) { [socket] address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return nil }
  }

  deinit { close(socket) }

  func tell(_ command: String, _ parameters: String = "") {
    let body = #"{"command":"\#(command)","params":"\#(parameters)"}"#
    let bytes = Array("\(body.utf8.count):\(body),".utf8)
    _ = unsafe send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  func heard() -> String {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe recv(socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      guard count > 0 else { return text }
      text += String(decoding: bytes.prefix(count), as: UTF8.self)
    }
  }
}
