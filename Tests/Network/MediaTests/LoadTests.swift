import Audio
import RTP
import Testing

@testable import Media

@Suite struct Load {
  @Test(arguments: [1, 3])
  func `two hundred streams play and hear at once`(threads: Int) async throws {
    let engine = try TestEngine { $0.threads = threads }
    let sound = noise(8_000, seed: 41)
    let calls = try (0..<100).map { _ in
      let (playing, hearing) = (Ears(), Ears())
      return (try engine.open(playing), playing, try engine.open(hearing), hearing)
    }
    for (one, _, other, _) in calls {
      join(one, other)
      other.capture()
      one.play(queue(sound), tag: 1)
    }
    for (_, playing, _, _) in calls { #expect(await playing.hear(.played(1))) }
    let wanted = decoded(sound)
    for (one, _, other, ears) in calls {
      #expect(await ears.wait { _ in other.statistics.packetsReceived >= 50 })
      let heard = ears.captured + other.endCapture()
      let counters = engine.media.counters
      // Where the whole machine stood still for 0.2 s, sound is cut.
      if counters.stalls > 0 { continue }
      let missing = firstFrame(of: wanted, missingIn: heard)
      #expect(missing == nil, "\(one.statistics) \(other.statistics) \(counters)")
      #expect(one.close().packetsSent >= 50)
    }
    // They are told ten times a second.
    for _ in 0..<500 where engine.media.counters.received < 5_000 {
      try await Task.sleep(for: .milliseconds(10))
    }
    let counters = engine.media.counters
    #expect(counters.sent >= 5_000)
    #expect(counters.received >= 5_000)
    #expect(counters.cpuSeconds > 0)
  }

  @Test func `streams may be opened, used and closed from many threads`() async throws {
    let engine = try TestEngine()
    let media = engine.media
    let peer = try Peer()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          for round in 0..<25 {
            let stream = try media.open { _ in }
            stream.connect(peer.agreement(events: round % 2 == 0 ? 101 : nil))
            stream.capture()
            stream.play(queue(noise(1_600, seed: UInt64(number))), tag: 1)
            stream.press(["1"], milliseconds: 40)
            await Task.yield()
            stream.move(to: 160)
            _ = stream.endCapture()
            stream.close()
          }
        }
      }
      try await group.waitForAll()
    }
    for _ in 0..<500 where engine.media.counters.streams > 0 {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(engine.media.counters.streams == 0)
  }

  @Test func `a handler may use its stream`() async throws {
    let engine = try TestEngine()
    let (peer, ears) = (try Peer(), Ears())
    let box = Box()
    let stream = try engine.media.open { event in
      ears.note(event)
      guard let stream = box.stream else { return }
      switch event {
      case .played(1): stream.play(queue(noise(320, seed: 2)), tag: 2)
      case .played: stream.capture()
      case .captured: box.rest = stream.endCapture().count
      case .key, .keyUp, .pressed, .silence: break
      }
    }
    box.stream = stream
    stream.connect(peer.agreement())
    stream.play(queue(noise(320, seed: 1)), tag: 1)
    #expect(await ears.hear(.played(2)))
    #expect(await ears.wait { $0.captured.count >= 4_000 })
    #expect(await ears.wait { _ in box.rest != nil })
    stream.close()
    box.stream = nil
  }
}
