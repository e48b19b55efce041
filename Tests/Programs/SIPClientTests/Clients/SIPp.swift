import Audio
import Foundation
import Processes
import Testing

/// The real SIPp (Debian: sip-tester), playing a scenario of `Fixtures/SIPp`.
final class SIPp {
  private let child: Child
  private let folder: String

  /// Starts a scenario.
  /// - Parameters:
  ///   - number: Who is called.
  ///   - caller: Who calls.
  ///   - header: One more header of the INVITE.
  ///   - parameters: Of the request URI, each after a semicolon.
  ///   - keys: What else the scenario wants to know.
  ///   - calls: How many it makes. Each has a media port of its own, four above that of the last.
  init(
    _ scenario: String, at portal: ServedPortal, number: String, caller: String = "02214710123",
    header: String = "Subject: a test", parameters: String = "", keys: [String: String] = [:],
    from address: String = "127.0.0.1", in lab: String, calls: Int = 1, extra: [String] = []
  ) throws {
    folder = "\(lab)/sipp-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.putSounds(in: folder)
    // It looks for sounds beside the scenario.
    let name = scenario.split(separator: "/").last.map(String.init) ?? scenario
    try FileManager.default.copyItem(
      atPath: fixtures.path + "/SIPp/\(scenario).xml", toPath: "\(folder)/\(name).xml")
    var words = ["127.0.0.1:\(portal.port)", "-sf", "\(folder)/\(name).xml", "-i", address]
    let (port, sound) = (try Ports.free(), try Ports.free(4 * calls + 6))
    words += ["-m", "\(calls)", "-p", "\(port)", "-mp", "\(sound)", "-nostdin"]
    words += ["-timeout", "60s", "-timeout_error", "-recv_timeout", "20000"]
    words += ["-trace_err", "-error_file", "errors", "-trace_msg", "-message_file", "messages"]
    let uri = "sip:\(number)@127.0.0.1:\(portal.port)\(parameters)"
    let named = ["uri": uri, "caller": caller, "extra": header].merging(keys) { $1 }
    for (key, value) in named { words += ["-key", key, value] }
    child = try Child("/usr/bin/sipp", words + extra, in: folder)
  }

  /// What it has sent and received.
  var messages: String { read("messages") }

  /// Waits for the end of the scenario.
  /// - Throws: ``NotSeen`` with what SIPp has written, when it did not go as the scenario says.
  func finish() async throws {
    let end = try await child.end(withinSeconds: 70)
    guard end != .exit(0) else { return }
    let log = read("errors").suffix(3_000) + messages.suffix(4_000)
    let told = log.isEmpty ? child.output.suffix(1_500) : log
    let outcome = end.map { "\($0)" } ?? "still running"
    throw NotSeen(description: "the good end of SIPp's scenario (\(outcome)): \(told)")
  }

  func signal(_ signal: Int32) { child.signal(signal) }

  private func read(_ name: String) -> String {
    String(
      decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(), as: UTF8.self)
  }

  /// What scenarios play: three seconds of ``Prompts/speech(seconds:)``, keys as telephone-events
  /// at three times, and the key 9 as a tone.
  private static func putSounds(in folder: String) throws {
    func write(_ bytes: [UInt8], _ name: String) throws {
      try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    try write(PacketCapture(try Prompts.speech(seconds: 3)).bytes, "speech.pcap")
    for (name, event) in [("hash", 11), ("zero", 0), ("three", 3), ("nine", 9)] {
      for number in 1...3 {
        let capture = PacketCapture(event: event, timestamp: number * 80_000)
        try write(capture.bytes, "key-\(name)-\(number).pcap")
      }
    }
    let key = try #require(Tone.dtmf(UInt8(ascii: "9"), milliseconds: 120))
    let sound = Tone.silence(milliseconds: 500) + key + Tone.silence(milliseconds: 500)
    try write(sound.map(G711.muLaw.encode), "key.ul")
  }
}

/// Sound as a file of captured RTP packets (libpcap's format), which SIPp sends again.
struct PacketCapture {
  private(set) var bytes: [UInt8] = []

  /// Sound by µ-law.
  init(_ samples: [Int16]) {
    addHeader()
    for (number, start) in stride(from: 0, to: samples.count - 159, by: 160).enumerated() {
      let payload = samples[start..<start + 160].map(G711.muLaw.encode)
      addPacket(number, type: 0, timestamp: number * 160, payload)
    }
  }

  /// A key of 100 ms (RFC 4733); three packets tell its end. The payload type is 96.
  init(event: Int, timestamp: Int) {
    addHeader()
    for number in 0..<8 {
      let isEnd = number >= 5
      let payload = [UInt8(event), isEnd ? 0x8A : 0x0A] + big(min(number + 1, 5) * 160, 2)
      addPacket(
        number, type: number == 0 ? 0xE0 : 0x60, timestamp: timestamp, payload,
        sequence: timestamp / 100 + number)
    }
  }

  private mutating func addHeader() {
    add(0xA1B2_C3D4, 4)
    add(2, 2)
    add(4, 2)
    // Time zone, accuracy, the longest packet, Ethernet.
    for value in [0, 0, 65_535, 1] { add(value, 4) }
  }

  private mutating func addPacket(
    _ number: Int, type: UInt8, timestamp: Int, _ payload: [UInt8], sequence: Int? = nil
  ) {
    let length = 14 + 20 + 8 + 12 + payload.count
    add(number / 50, 4)
    add(number % 50 * 20_000, 4)
    add(length, 4)
    add(length, 4)
    // Ethernet and IPv4; addresses and ports are set by SIPp.
    bytes += [UInt8](repeating: 0, count: 12) + [0x08, 0x00]
    bytes +=
      [0x45, 0] + big(length - 14, 2) + [0, 0, 0, 0, 64, 17, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1]
    bytes += big(6_000, 2) + big(6_000, 2) + big(length - 34, 2) + [0, 0]
    bytes += [0x80, type] + big(sequence ?? number, 2) + big(timestamp, 4)
    bytes += big(0x5350_4545, 4) + payload
  }

  private mutating func add(_ value: Int, _ count: Int) { bytes += big(value, count).reversed() }

  private func big(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
  }
}
