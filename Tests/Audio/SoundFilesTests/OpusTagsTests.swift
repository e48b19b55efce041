import Audio
import Foundation
import SoundFiles
import Testing

@Suite struct OpusTagsTests {
  @Test func `an Opus file has no room behind its tags, and is the same sound`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/tone.opus"
      try Sound(samples: Tone.beep).write(to: path, format: .oggOpus)
      let file = try Data(contentsOf: URL(fileURLWithPath: path))
      let zeros = Data(repeating: 0, count: 64)
      #expect(file.range(of: zeros) == nil)
      // The checksums of all pages are right, or nothing could be read.
      let sound = try Sound.read(path)
      #expect(sound.samples.count == Tone.beep.count)
      #expect(abs(Level.rms(sound.samples) - Level.rms(Tone.beep)) < 1)
    }
  }
}
