import Audio
import Foundation
import Synchronization
import Telephony
import Testing

@testable import SoundCardLine

/// The way through ALSA, on its `file` and `null` devices: the same samples every time.
@Suite struct ALSADeviceTests {
  @Test func `what is written comes out, sample by sample`() throws {
    try withScratchFolder { folder in
      let sound = tones("159#")
      try play(sound, on: Devices.into("\(folder)/out.raw"))
      let played = try [Int16](raw: "\(folder)/out.raw")
      // Three periods of silence come first.
      #expect(Array(played.dropFirst(3 * ALSADevice.period).prefix(sound.count)) == sound)
      #expect(played.prefix(3 * ALSADevice.period).allSatisfy { $0 == 0 })
    }
  }

  @Test func `keys in a captured file are heard`() throws {
    try withScratchFolder { folder in
      try (Tone.silence(milliseconds: 200) + tones("1234567890*#ABCD"))
        .writeRaw(to: "\(folder)/in.raw")
      let capture = try ALSADevice(Devices.from("\(folder)/in.raw"), .capture)
      try capture.start()
      let shared = SharedSound()
      var exchange = SoundExchange(shared, ringLevelDB: -40)
      var frame = [Int16](repeating: 0, count: ALSADevice.period)
      var playing = frame
      for _ in 0..<200 {
        try capture.read(into: &frame)
        exchange.run(frame, latency: 0, into: &playing)
      }
      let keys = shared.state.withLock { $0.events.map(\.event) }.compactMap { event in
        if case .key(let sound) = event { sound.character } else { nil }
      }
      #expect(String(keys) == "1234567890*#ABCD")
    }
  }

  @Test func `a device that is not there is named with the reason`() {
    let error = #expect(throws: SoundCardError.self) {
      _ = try ALSADevice(Devices.missing, .playback)
    }
    #expect(
      error?.description
        == "The sound card 'nowhere' cannot be opened for playing: there is no such device.")
  }

  /// In a process of its own: closing the plug-in that stands for a card without a sound server
  /// makes libasound 1.2.8 write into freed memory, so the process ends while the device is open.
  @Test func `a device that is busy says that another program uses it`() async {
    await #expect(processExitsWith: .success) {
      let first = try ALSADevice(Devices.onlyOne, .playback)
      let error = #expect(throws: SoundCardError.self) {
        _ = try ALSADevice(Devices.onlyOne, .playback)
      }
      let isTold =
        error?.description
        == "The sound card 'onlyone' cannot be opened for playing: another program uses it."
      withExtendedLifetime(first) { exit(isTold ? EXIT_SUCCESS : EXIT_FAILURE) }
    }
  }

  @Test func `a sound server that does not answer is told`() throws {
    try withScratchFolder { folder in
      let error = #expect(throws: SoundCardError.self) {
        _ = try ALSADevice(Devices.server(folder, "portal"), .playback)
      }
      #expect(error?.description.hasSuffix("the sound server does not answer.") == true)
    }
  }

  @Test func `a sound card that cannot be opened says so at once`() {
    let card = SoundCard(.init(Devices.missing))
    defer { card.close() }
    #expect(throws: SoundCardError.self) { try card.waitUntilReady() }
    #expect(card.nextEvent() == .lost("\(SoundCardError.missingForCapture)"))
  }

  @Test func `a device without a clock is held back`() throws {
    try withScratchFolder { folder in
      try tones("5").writeRaw(to: "\(folder)/in.raw")
      let card = SoundCard(
        .init(Devices.into("\(folder)/out.raw"), capture: Devices.from("\(folder)/in.raw")))
      try card.waitUntilReady()
      Thread.sleep(forTimeInterval: 0.3)
      card.close()
      let played = try [Int16](raw: "\(folder)/out.raw")
      // A second ahead, and not much more than the time that has passed.
      #expect(played.count < 8_000 * 4)
    }
  }

  private func play(_ sound: [Int16], on name: String) throws {
    let device = try ALSADevice(name, .playback)
    try device.prime()
    for start in stride(from: 0, to: sound.count, by: ALSADevice.period) {
      let part = Array(sound[start..<min(start + ALSADevice.period, sound.count)])
      try device.write(part + Array(repeating: 0, count: ALSADevice.period - part.count))
    }
  }
}

extension SoundCardError {
  static let missingForCapture = SoundCardError("nowhere", "cannot be opened for recording", -2)
}
