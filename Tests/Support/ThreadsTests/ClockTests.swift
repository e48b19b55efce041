import Testing
import Threads

@Suite struct ClockTests {
  @Test func `the monotonic clock says the same moment in each unit`() {
    let before = MonotonicTime.now
    let (micro, milli, seconds) = (
      MonotonicTime.microseconds, MonotonicTime.milliseconds, MonotonicTime.seconds
    )
    let after = MonotonicTime.now
    #expect((before / 1_000...after / 1_000).contains(micro))
    #expect((before / 1_000_000...after / 1_000_000).contains(milli))
    #expect(seconds >= Double(before) / 1e9 && seconds <= Double(after) / 1e9)
  }

  @Test func `a process that does not exist has computed nothing`() {
    #expect(CPUClock.otherProcess(Int32.max >> 3).seconds == 0)
  }

  @Test func `a thread computes at most what its process does`() {
    let thread = CPUClock.thread.seconds
    #expect(thread > 0 && thread <= CPUClock.process.seconds)
  }
}
