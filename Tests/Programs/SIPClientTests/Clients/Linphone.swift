import Foundation

/// The softphone linphonec (Debian: linphone-cli), driven by its standard input.
final class Linphone {
  let port: UInt16
  private let folder: String
  private let child: Child

  /// How it sends keys.
  enum Keys: String { case rfc2833, info }

  private let keys: Keys
  private var calls = 0

  init(
    _ user: String, in lab: String, speech: [Int16], by transport: String, keys: Keys
  ) async throws {
    self.keys = keys
    folder = "\(lab)/linphone"
    for name in [".local/share/linphone", ".config/linphone"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    port = try Ports.free()
    let sound = try Ports.free(4)
    try (speech + [Int16](repeating: 0, count: 8_000 * 60)).write(to: folder + "/microphone.wav")
    // Without the last line of [sip] it waits for a network beyond this machine.
    let text = """
      [sip]
      sip_port=\(transport == "udp" ? "\(port)" : "0")
      sip_tcp_port=\(transport == "tcp" ? "\(port)" : "0")
      sip_tls_port=0
      contact="\(user)" <sip:\(user)@127.0.0.1>
      use_info=\(keys == .info ? 1 : 0)
      use_rfc2833=\(keys == .rfc2833 ? 1 : 0)
      auto_net_state_mon=0
      [rtp]
      audio_rtp_port=\(sound)
      [sound]
      echocancellation=0
      [misc]
      store_friends=0
      [audio_codec_0]
      mime=PCMU
      rate=8000
      enabled=1
      [audio_codec_1]
      mime=opus
      rate=48000
      channels=2
      enabled=0
      [audio_codec_2]
      mime=speex
      rate=16000
      enabled=0
      [audio_codec_3]
      mime=speex
      rate=8000
      enabled=0
      [audio_codec_4]
      mime=PCMA
      rate=8000
      enabled=0
      """
    try text.write(toFile: folder + "/linphonerc", atomically: true, encoding: .utf8)
    child = try Child(
      "/usr/bin/linphonec", ["-c", folder + "/linphonerc"], in: folder,
      environment: ["HOME": folder])
    try await child.prints("linphonec>")
    // Else it offers IPv6 on a machine that has it, and a line at 127.0.0.1 refuses that.
    child.type("ipv6 disable")
    child.type("soundcard use files")
    child.type("record \(folder)/heard.wav")
  }

  deinit { child.type("quit") }

  /// Calls somebody and waits for the answer.
  func call(_ uri: String) async throws {
    calls += 1
    child.type("call \(uri)")
    try await child.prints("Call \(calls) with ")
    child.type("play \(folder)/microphone.wav")
  }

  /// Presses keys. After an INFO it does nothing else for a second.
  func press(_ text: String) async throws {
    for key in text {
      child.type(String(key))
      try await Task.sleep(for: .milliseconds(keys == .info ? 1_300 : 400))
    }
  }

  /// Ends the call and waits until it is over.
  func hangUp() async throws {
    child.type("terminate")
    _ = try await wait(for: "the end of call \(calls)") {
      child.output.components(separatedBy: "ended (No error)").count > calls ? true : nil
    }
  }

  /// Waits until it has printed something.
  func prints(_ text: String) async throws { try await child.prints(text) }

  /// What it has heard.
  var heard: [Int16] { HeardSound(ofGrowingFile: folder + "/heard.wav").samples }

  /// Waits until speech was heard that is like this one.
  func hears(_ sound: [Int16], named name: String) async throws {
    var best = (place: 0, likeness: 0.0)
    do {
      _ = try await wait(seconds: 30, for: name) { () -> Bool? in
        let heard = heard
        guard heard.count > sound.count else { return nil }
        best = heard.likest(to: sound)
        return best.likeness > 0.8 ? true : nil
      }
    } catch is NotSeen {
      throw NotSeen(
        description: "\(name) was not heard (\(best)) in \(heard.count / 8_000) s:\n\(child.output)"
      )
    }
  }
}
