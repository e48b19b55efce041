import Operations
import Testing

@Suite struct CountersTests {
  @Test func `what was counted is told, the rest is left out`() {
    let counters = Counters()
    counters.add(.calls)
    counters.add(.calls)
    counters.set(.recordingsWaiting, to: 3)
    #expect(counters.text == "calls 2, recordings waiting 3")
    counters.set(.recordingsWaiting, to: 0)
    #expect(counters.text == "calls 2")
  }
}
