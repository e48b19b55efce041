import Audio
import Foundation
import RTP
import Synchronization
import Testing

@testable import Media

/// A telephone of the tests: a socket on the loopback whose packets are made by hand.
final class Peer: Sendable {
  let socket: DatagramSocket
  let control: DatagramSocket
  let ssrc: UInt32
  var port: UInt16 { socket.port }

  init(ssrc: UInt32 = 0x1234_5678, address: String = "127.0.0.1") throws {
    let address = try #require(MediaAddress(address, port: 0))
    socket = try DatagramSocket(bindingTo: address, serviceClass: 0)
    control = try DatagramSocket(bindingTo: address, serviceClass: 0)
    self.ssrc = ssrc
    // Nothing is lost while the tests' machine is busy.
    var room: Int32 = 4_000_000
    unsafe setsockopt(
      socket.descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit {
    socket.close()
    control.close()
  }

  struct Packet {
    var header: RTPHeader
    var payload: [UInt8]
  }

  func agreement(
    _ codec: AudioEncoding = .pcmu, events: UInt8? = 101, noise: Bool = false,
    sends: Bool = true, receives: Bool = true, security: SecureMedia? = nil
  ) -> MediaAgreement {
    MediaAgreement(
      codec: codec, telephoneEvent: events, comfortNoise: noise, remoteAddress: "127.0.0.1",
      remotePort: port, remoteControlPort: control.port, sends: sends, receives: receives,
      security: security)
  }

  /// Sends a packet to a stream.
  func send(
    _ payload: [UInt8], type: UInt8 = 0, sequence: UInt16, timestamp: UInt32, marker: Bool = false,
    to stream: MediaStream, address: String = "127.0.0.1"
  ) throws {
    var packet = [UInt8](repeating: 0, count: RTPHeader.length) + payload
    var bytes = packet.mutableSpan
    RTPHeader(
      marker: marker, payloadType: type, sequence: sequence, timestamp: timestamp, ssrc: ssrc
    ).write(to: &bytes)
    try send(packet, to: stream.port, address: address)
  }

  func send(_ datagram: [UInt8], to port: UInt16, address: String = "127.0.0.1") throws {
    let target = try #require(MediaAddress(address, port: port))
    socket.send(datagram.span, to: target)
  }

  /// The next datagram; `nil`: none within the time. Does not block the thread, of which the tests
  /// have few.
  func receiveDatagram(seconds: Double = 10) async -> [UInt8]? {
    await Self.receive(socket, seconds)
  }

  /// The next RTCP datagram.
  func receiveReport(seconds: Double = 10) async -> [UInt8]? {
    await Self.receive(control, seconds)
  }

  /// The next RTP packet.
  func receive(seconds: Double = 10) async -> Packet? {
    guard let bytes = await receiveDatagram(seconds: seconds),
      let (header, range) = RTPHeader.parse(bytes.span)
    else { return nil }
    return Packet(header: header, payload: Array(bytes[range]))
  }

  /// Packets until one is as wanted, that one too; fewer when it does not come for long.
  func receive(until isLast: (Packet) -> Bool) async -> [Packet] {
    var packets: [Packet] = []
    while packets.count < 1_000, let packet = await receive() {
      packets.append(packet)
      if isLast(packet) { break }
    }
    return packets
  }

  /// So many packets as are wanted.
  func receive(_ count: Int, where isWanted: (Packet) -> Bool = { _ in true }) async -> [Packet] {
    var packets: [Packet] = []
    while packets.count < count, let packet = await receive() {
      if isWanted(packet) { packets.append(packet) }
    }
    return packets
  }

  private static func receive(_ socket: DatagramSocket, _ seconds: Double) async -> [UInt8]? {
    let end = ContinuousClock.now + .seconds(seconds)
    var reader = PacketReader()
    var source: MediaAddress? = MediaAddress.none
    while true {
      socket.receive(into: &reader, from: &source)
      if reader.count >= 0 { return Array(reader.bytes.prefix(reader.count)) }
      if ContinuousClock.now > end { return nil }
      try? await Task.sleep(for: .milliseconds(2))
    }
  }
}

/// Keeps what a stream tells.
final class Ears: Sendable {
  private let told = Mutex<[MediaEvent]>([])

  var events: [MediaEvent] { told.withLock { $0 } }

  var keys: String {
    String(
      events.compactMap { event -> Character? in
        if case .key(let key, _, _) = event { key } else { nil }
      })
  }

  var captured: [Int16] {
    events.flatMap { event -> [Int16] in
      if case .captured(let block) = event { block } else { [] }
    }
  }

  func note(_ event: MediaEvent) { told.withLock { $0.append(event) } }

  /// Waits for an event for 20 s at most; the tests' machine may be busy.
  func hear(_ wanted: MediaEvent) async -> Bool {
    await wait { $0.events.contains(wanted) }
  }

  func wait(_ isDone: (Ears) -> Bool) async -> Bool {
    for _ in 0..<2_000 {
      if isDone(self) { return true }
      try? await Task.sleep(for: .milliseconds(10))
    }
    return isDone(self)
  }
}

/// An engine on the loopback that ends with the test.
final class TestEngine {
  let media: MediaEngine

  init(
    address: String = "127.0.0.1", ports: ClosedRange<UInt16> = 20_000...31_999,
    _ change: (inout MediaOptions) -> Void = { _ in }
  ) throws {
    var options = MediaOptions(address: address, ports: ports)
    change(&options)
    media = try MediaEngine(options)
  }

  deinit { media.close() }

  func open(_ ears: Ears = Ears()) throws -> MediaStream { try media.open { ears.note($0) } }
}

/// Sound that is the same for the same number.
func noise(_ count: Int, seed: UInt64, level: Int = 12_000) -> [Int16] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int16(Int(state % UInt64(2 * level)) - level)
  }
}

func encoded(_ samples: [Int16], _ law: G711) -> [UInt8] { samples.map { law.encode($0) } }

func queue(_ samples: [Int16]...) -> PlayQueue { PlayQueue(samples.map(SampleSource.init)) }

/// What a handler and its test share.
final class Box: Sendable {
  private let state = Mutex<(stream: MediaStream?, rest: Int?)>((nil, nil))

  var stream: MediaStream? {
    get { state.withLock { $0.stream } }
    set { state.withLock { $0.stream = newValue } }
  }

  var rest: Int? {
    get { state.withLock { $0.rest } }
    set { state.withLock { $0.rest = newValue } }
  }
}

/// The first frame of a sound that is not in another, where they are in order; `nil`: all are. A
/// machine that stands still for long makes pauses between them.
func firstFrame(of sound: [Int16], missingIn heard: [Int16]) -> Int? {
  unsafe heard.withUnsafeBytes { heard in
    unsafe sound.withUnsafeBytes { sound in
      var place = 0
      for start in stride(from: 0, to: sound.count, by: 320) {
        let length = min(320, sound.count - start)
        guard let wanted = sound.baseAddress, let from = heard.baseAddress else {
          return start / 320
        }
        // By the C library: a loop of a debug build keeps the other tests waiting.
        while unsafe memcmp(from + place, wanted + start, length) != 0 {
          place += 2
          guard place + length <= heard.count else { return start / 320 }
        }
        place += length
        guard place + 320 <= heard.count || start + length == sound.count else {
          return start / 320 + 1
        }
      }
      return nil
    }
  }
}
