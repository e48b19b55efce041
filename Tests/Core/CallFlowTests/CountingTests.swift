import CallFlow
import Testing

@Suite struct CountingTests {
  @Test func `a count stays at the greatest number`() {
    var count: UInt8 = 253
    var seen: [UInt8] = []
    for _ in 0..<4 {
      count.countUp()
      seen.append(count)
    }
    #expect(seen == [254, 255, 255, 255])
  }
}
