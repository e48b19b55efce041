import Audio
import Glibc
import RTP

/// What a caller sends: a tone that comes and goes like syllables, and keys.
struct LoadSound {
  /// The key that comes next; `nil` while one is pressed.
  var nextKey: Int? { report == nil ? pressed : nil }

  private let ssrc: UInt32
  private let codes: [UInt8]
  private var sequence: UInt16 = 0
  private var timestamp: UInt32 = 0
  /// How many keys have been pressed.
  private var pressed = 0
  /// Packets of the key that is pressed.
  private var report: Int?
  private var keyStart: UInt32 = 0

  private static let keyPackets = 5
  private static let endPackets = 3

  init(ssrc: UInt32, keys: [Character]) {
    self.ssrc = ssrc
    codes = keys.compactMap(TelephoneEvent.code)
  }

  mutating func press() {
    report = 0
    keyStart = timestamp
  }

  /// The next packet, in `datagrams`.
  /// - Returns: Its length.
  mutating func next(_ datagrams: inout LoadDatagrams) -> Int {
    var length = RTPHeader.length
    var header = RTPHeader(payloadType: 0, sequence: sequence, timestamp: timestamp, ssrc: ssrc)
    if let report {
      header.payloadType = 101
      header.marker = report == 0
      header.timestamp = keyStart
      let event = TelephoneEvent(
        code: codes[pressed], isEnd: report >= Self.keyPackets, volume: 10,
        duration: UInt16(160 * min(report + 1, Self.keyPackets)))
      var bytes = datagrams.bytes.mutableSpan
      event.write(to: &bytes, at: length)
      length += TelephoneEvent.length
      self.report = report + 1 == Self.keyPackets + Self.endPackets ? nil : report + 1
      if self.report == nil { pressed += 1 }
    } else {
      let frame = Int(timestamp / 160) % Self.frames * 160
      var bytes = datagrams.bytes.mutableSpan
      let voice = Self.voice
      let codes = voice.span
      codes.extracting(frame..<frame + 160).copy(to: &bytes, at: length)
      length += 160
    }
    var bytes = datagrams.bytes.mutableSpan
    header.write(to: &bytes)
    sequence &+= 1
    timestamp &+= 160
    return length
  }

  /// A second of sound in µ-law.
  private static let frames = 50
  private static let voice: [UInt8] = (0..<frames * 160).map { index in
    let time = Double(index) / 8_000
    let loudness = 0.5 - 0.5 * cos(2 * .pi * 5 * time)
    let tone = sin(2 * .pi * 200 * time) + sin(2 * .pi * 530 * time)
    return G711.muLaw.encode(Int16(4_000 * loudness * tone))
  }
}
