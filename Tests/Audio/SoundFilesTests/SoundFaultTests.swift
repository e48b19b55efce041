import Audio
import Foundation
import SoundFiles
import Testing

@Suite struct SoundFaultTests {
  @Test(arguments: [
    (44 + 8_000, nil), (44 + 4_000, "it is cut: 250 of 500 ms"), (44, "it is cut: 0 of 500 ms"),
    (0, "it is empty"),
  ])
  func `a sound that is shorter than it was is told`(bytes: Int, fault: String?) throws {
    try withScratchFolder { folder in
      let path = "\(folder)/message.wav"
      let recording = try RecordingFile(path: path)
      try recording.append(Tone.sine(hertz: 440, milliseconds: 500, levelDB: -20).span)
      try recording.close(sync: false)
      #expect(unsafe truncate(path, bytes) == 0)
      #expect(SoundFiles.fault(ofSound: path, milliseconds: 500) == fault)
    }
  }

  @Test func `what is no sound, or is not there, is told`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/message.wav"
      #expect(fault(ofSound: path, milliseconds: 500) == "it is missing")
      try Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }).write(
        to: URL(filePath: path))
      #expect(fault(ofSound: path, milliseconds: 500)?.hasPrefix("it is no sound: ") == true)
    }
  }
}
