import Audio
import RTP

/// The sound that comes in, in order and decoded. There is one only while someone listens.
final class ReceiveDecoder {
  /// Samples of a block that is told.
  static let blockLength = LineFormat.samples(inMilliseconds: 200)

  /// Turns without any packet from the start on after which silence is made: as many as the jitter
  /// buffer waits later.
  private static let patience = 25

  private let codec: G711Codec
  private var decoder: SoundDecoder
  private var codes = [UInt8](repeating: 0, count: 2_048)
  private var buffer: JitterBuffer
  private var hasHeard = false
  private var turns = 0
  /// What is captured and not told yet, with room behind it; `nil` if nothing is.
  private var block: [Int16]?
  /// How much of the block is captured.
  private var filled = 0
  private var tones: ToneKeyDetector?

  init(_ codec: G711Codec) {
    self.codec = codec
    decoder = SoundDecoder(codec.law)
    buffer = JitterBuffer(codec: codec)
  }

  var listensForKeys: Bool { tones != nil }

  func listenForKeys() { tones = tones ?? ToneKeyDetector() }

  /// Listens for keys no more; one that is down counts as let go.
  func ignoreKeys(_ events: inout [MediaEvent]) {
    tones?.finish(&events)
    tones = nil
  }

  /// Begins a recording. What waits for a missing packet was said before it.
  func capture(_ events: inout [MediaEvent]) {
    guard block == nil else { return }
    buffer.hurry()
    takeFrames(&events)
    block = Self.emptyBlock
  }

  /// - Returns: the rest, with what still waits to be put in order.
  func endCapture(_ events: inout [MediaEvent]) -> [Int16] {
    buffer.finish()
    takeFrames(&events)
    // For tones, if they are listened for.
    buffer = JitterBuffer(codec: codec)
    let rest = Array((block ?? []).prefix(filled))
    (block, filled) = (nil, 0)
    return rest
  }

  /// - Parameter sent: What the packet is encoded with; `nil` for comfort noise.
  func put(
    _ header: RTPHeader, _ payload: Span<UInt8>, _ sent: AudioEncoding?,
    _ events: inout [MediaEvent]
  ) {
    var header = header
    guard let sent else { return put(header, payload, &events) }
    guard !sent.isStored else {
      // By its static number, whatever the peer's is.
      header.payloadType = sent.stored.payloadType
      return put(header, payload, &events)
    }
    guard payload.count <= codes.count else { return }
    let count = decoder.decode(payload, sent, &header, into: &codes)
    let codes = codes
    put(header, codes.span.extracting(first: count), &events)
  }

  private func put(_ header: RTPHeader, _ payload: Span<UInt8>, _ events: inout [MediaEvent]) {
    hasHeard = true
    if buffer.put(header, payload) { return }
    takeFrames(&events)
    _ = buffer.put(header, payload)
    tellBlock(&events)
  }

  /// Takes the sound of 20 ms.
  func turn(_ events: inout [MediaEvent]) {
    if hasHeard {
      buffer.tick()
      takeFrames(&events)
      return tellBlock(&events)
    }
    // A peer that is quiet and knows comfort noise sends nothing. A recording has length all the same.
    turns += 1
    let silence = InlineArray<160, Int16>(repeating: 0)
    if turns < Self.patience { return }
    for _ in 0..<(turns == Self.patience ? Self.patience : 1) {
      keep(silence.span)
    }
    tellBlock(&events)
  }

  private func takeFrames(_ events: inout [MediaEvent]) {
    var codes = InlineArray<160, UInt8>(repeating: 0)
    var frame = InlineArray<160, Int16>(repeating: 0)
    while true {
      var codeSpan = codes.mutableSpan
      switch buffer.take(into: &codeSpan) {
      case .nothing: return
      case .sound, .lost, .silence: break
      }
      var samples = frame.mutableSpan
      codec.law.decode(codes.span, into: &samples)
      tones?.listen(to: frame.span, &events)
      keep(frame.span)
    }
  }

  private func keep(_ frame: Span<Int16>) {
    guard var block else { return }
    // So that it is not copied.
    self.block = nil
    let missing = filled + frame.count - block.count
    if missing > 0 { block += repeatElement(0, count: missing) }
    var samples = block.mutableSpan
    frame.copy(to: &samples, at: filled)
    filled += frame.count
    self.block = block
  }

  private func tellBlock(_ events: inout [MediaEvent]) {
    guard filled >= Self.blockLength, var full = block else { return }
    block = Self.emptyBlock
    full.removeLast(full.count - filled)
    filled = 0
    events.append(.captured(full))
  }

  private static var emptyBlock: [Int16] { [Int16](repeating: 0, count: blockLength + 160) }
}

/// Hears keys in the sound. Kept apart, since it takes a kilobyte.
final class ToneKeyDetector {
  private var detector = DTMFDetector()
  /// Samples so far.
  private var clock = 0
  private var downKey: Character?

  func listen(to frame: Span<Int16>, _ events: inout [MediaEvent]) {
    clock += frame.count
    let clock = clock
    var downKey = downKey
    detector.listen(
      to: frame,
      down: { key in
        let age = LineFormat.milliseconds(ofSamples: clock - key.start)
        let character = Character(Unicode.Scalar(key.key))
        downKey = character
        events.append(.key(character, by: .tone, millisecondsAgo: age))
      },
      heard: { key in
        downKey = nil
        events.append(.keyUp(Character(Unicode.Scalar(key.key)), by: .tone))
      })
    self.downKey = downKey
  }

  func finish(_ events: inout [MediaEvent]) {
    if let downKey { events.append(.keyUp(downKey, by: .tone)) }
    downKey = nil
  }
}
