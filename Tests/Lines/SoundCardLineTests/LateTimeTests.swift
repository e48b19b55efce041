import Foundation
import Glibc
import Synchronization
import Testing

@testable import SoundCardLine

/// What a late thread of the sound costs, and what is done about it.
@Suite struct LateTimeTests {
  @Test func `a period in time is not late, nor one that the device brings late`() {
    #expect(LateTime(elapsed: 20, waiting: 0, ready: 480, isLost: false) == nil)
    #expect(LateTime(elapsed: 50, waiting: 240, ready: 480, isLost: false) == nil)
    #expect(LateTime(elapsed: 200, waiting: 0, ready: 480, isLost: false) == nil)
  }

  @Test func `what is ready to be played bridges a late time`() throws {
    let late = try #require(LateTime(elapsed: 100, waiting: 640, ready: 800, isLost: false))
    #expect(late.milliseconds == 80)
    #expect(late.gapMilliseconds == 0)
    #expect(late.sentence == "The thread of the sound card came 80 ms late: nothing was lost.")
  }

  @Test func `a late time costs what was not ready, and what the device could not keep`() throws {
    let gap = try #require(LateTime(elapsed: 120, waiting: 800, ready: 480, isLost: false))
    #expect(gap.gapMilliseconds == 60)
    #expect(gap.lostMilliseconds == 0)
    let lost = try #require(LateTime(elapsed: 2_500, waiting: 0, ready: .max, isLost: true))
    #expect(lost.gapMilliseconds == 0)
    #expect(lost.lostMilliseconds == 2_480)
    #expect(lost.sentence.hasSuffix("2480 ms of what came in were lost, and keys in them."))
  }

  @Test func `after a late time more is kept ready, and less when it never comes again`() {
    var lead = SoundLead()
    #expect(lead.periods == SoundLead.least)
    lead.note(lateMilliseconds: 110)
    #expect(lead.periods == 7)
    lead.note(lateMilliseconds: 10_000)
    #expect(lead.periods == SoundLead.most)
    for _ in 0..<60_000 { lead.note(lateMilliseconds: 0) }
    #expect(lead.periods == SoundLead.least)
  }

  @Test func `a device that is full keeps back what is played`() {
    let shared = SharedSound()
    var exchange = SoundExchange(shared, ringLevelDB: -40)
    let sound = [Int16](repeating: 1_000, count: 320)
    shared.state.withLock { $0.sound = sound }
    let captured = [Int16](repeating: 0, count: 160)
    var playing = captured
    exchange.run(captured, latency: 0, isFull: true, into: &playing)
    #expect(playing.allSatisfy { $0 == 0 })
    #expect(shared.state.withLock { $0.position } == 0)
    exchange.run(captured, latency: 0, into: &playing)
    #expect(playing.allSatisfy { $0 == 1_000 })
  }

  @Test func `what refuses real-time scheduling is said, with the cure`() {
    let sentence = RealTimeScheduling.refusal(EPERM)
    #expect(sentence.contains("it is not allowed"))
    #expect(sentence.contains("LimitRTPRIO=4"))
  }

  /// In a process of its own, which gives the right up that root has.
  @Test func `a thread that may have no real-time scheduling goes on without it`() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 0, rlim_max: 0)
      guard unsafe setrlimit(__rlimit_resource_t(__RLIMIT_RTPRIO.rawValue), &limit) == 0,
        seteuid(65_534) == 0
      else { exit(EXIT_SUCCESS) }
      exit(RealTimeScheduling.ask() == nil ? EXIT_FAILURE : EXIT_SUCCESS)
    }
  }
}
