import Audio
import Foundation
import RTP
import Testing

@testable import Media

@Suite struct Capturing {
  /// 2 s of sound as the codec makes it, in frames.
  private static let frames = 100
  private let sound = decoded(noise(frames * 160, seed: 11))

  @Test func `what comes in is told in blocks of a fifth of a second, and the rest at the end`()
    async throws
  {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    stream.capture()
    for index in 0..<Self.frames { try send(index, from: peer, to: stream) }
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == Self.frames })
    let rest = stream.endCapture()
    let blocks = ears.events.compactMap { event -> [Int16]? in
      if case .captured(let block) = event { block } else { nil }
    }
    #expect(!blocks.isEmpty)
    #expect(blocks.allSatisfy { $0.count >= 1_600 })
    let heard = blocks.flatMap { $0 } + rest
    #expect(firstFrame(of: sound, missingIn: heard) == nil)
    #expect(stream.endCapture() == [])
  }

  @Test func `a recording in a bad network keeps its length, and what came`() async throws {
    // Every tenth packet is lost, every seventh comes twice, every fifth after the next.
    var order = Array(0..<Self.frames)
    for index in stride(from: 4, to: Self.frames - 2, by: 5) { order.swapAt(index, index + 1) }
    let lost = Set(stride(from: 8, to: Self.frames - 1, by: 10))
    let packets = order.filter { !lost.contains($0) }.flatMap { index in
      Array(repeating: index, count: index % 7 == 0 ? 2 : 1)
    }
    // A machine that stands still for half a second makes a pause in the recording.
    var heard: [Int16] = []
    for _ in 0..<10 {
      let (samples, isSteady) = try await record(packets)
      heard = samples
      if isSteady { break }
    }
    try #require(heard.count == Self.frames * 160)
    let wrong = (0..<Self.frames).filter { index in
      let frame = 160 * index..<160 * (index + 1)
      return heard[frame] != sound[frame]
    }
    // A packet that is both late and behind a lost one may be given up too.
    #expect(lost.isSubset(of: wrong))
    #expect(wrong.count <= lost.count + 10)
  }

  /// Sends these frames in the time that they last, from a thread of its own: a task that waits for
  /// its turn beside other tests would lengthen the recording.
  /// - Returns: What was captured, and whether the packets came steadily.
  private func record(_ packets: [Int]) async throws -> ([Int16], isSteady: Bool) {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    let (rest, isSteady) = await withCheckedContinuation { done in
      Thread {
        stream.capture()
        var isSteady = true
        for index in packets {
          let before = ContinuousClock.now
          try? send(index, from: peer, to: stream)
          Thread.sleep(forTimeInterval: 0.018)
          isSteady = isSteady && ContinuousClock.now - before < .milliseconds(300)
        }
        let before = ContinuousClock.now
        while stream.statistics.packetsReceived < packets.count,
          ContinuousClock.now - before < .seconds(10)
        { Thread.sleep(forTimeInterval: 0.001) }
        let rest = stream.endCapture()
        isSteady = isSteady && ContinuousClock.now - before < .milliseconds(300)
        done.resume(returning: (rest, isSteady))
      }.start()
    }
    #expect(stream.close().packetsLost == Self.frames - packets.count)
    return (ears.captured + rest, isSteady)
  }

  @Test func `a peer that sends nothing is captured as silence`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement(noise: true))
    stream.capture()
    #expect(await ears.wait { $0.captured.count >= 8_000 })
    #expect(ears.captured.allSatisfy { $0 == 0 })
  }

  @Test func `without a capture nothing is kept`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    for index in 0..<Self.frames { try send(index, from: peer, to: stream) }
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == Self.frames })
    #expect(stream.endCapture() == [])
    #expect(ears.events == [])
  }

  private func send(_ index: Int, from peer: Peer, to stream: MediaStream) throws {
    let frame = Array(sound[160 * index..<160 * (index + 1)])
    try peer.send(
      encoded(frame, .muLaw), sequence: UInt16(truncatingIfNeeded: 65_500 + index),
      timestamp: UInt32(truncatingIfNeeded: 4_294_960_000 + 160 * index), to: stream)
  }
}

/// The samples that come out of G.711.
func decoded(_ samples: [Int16], _ law: G711 = .muLaw) -> [Int16] {
  samples.map { law.decode(law.encode($0)) }
}
