import RTP
import Testing

@Suite struct JitterHurryTests {
  @Test func `what waits for a missing packet goes out at once when it is hurried`() {
    var buffer = JitterBuffer(codec: .pcmu)
    var frame = InlineArray<160, UInt8>(repeating: 0)
    func takeAll() -> [JitterBuffer.Frame] {
      var kinds: [JitterBuffer.Frame] = []
      while true {
        var span = frame.mutableSpan
        let kind = buffer.take(into: &span)
        if kind == .nothing { return kinds }
        kinds.append(kind)
      }
    }
    func put(_ indices: [Int]) {
      for index in indices {
        let header = RTPHeader(
          payloadType: 0, sequence: UInt16(index), timestamp: UInt32(index * 160), ssrc: 7)
        _ = buffer.put(header, RecordedLine.codes(index * 160..<index * 160 + 160).span)
      }
    }
    put([0, 1, 2, 3, 5, 6])
    #expect(takeAll() == [.sound, .sound, .sound, .sound])
    buffer.hurry()
    #expect(takeAll() == [.lost, .sound, .sound])
    // Afterwards packets are waited for again.
    put([8])
    #expect(takeAll() == [])
    put([7])
    #expect(takeAll() == [.sound, .sound])
  }
}
