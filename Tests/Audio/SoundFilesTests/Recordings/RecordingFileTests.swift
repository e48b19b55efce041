import Audio
import Foundation
import SoundFiles
import Testing

@Suite struct RecordingFileTests {
  private let speech = Tone.sine(hertz: 440, milliseconds: 500, levelDB: -20)

  @Test func `a recording is a sound file at every moment`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/message.wav"
      let recording = try RecordingFile(path: path)
      #expect(throws: SoundFileError.empty(path: path)) { try Sound.read(path) }
      var sent: [Int16] = []
      for round in 0..<150 {
        let frame = Tone.sine(hertz: Double(300 + round), milliseconds: 20, levelDB: -20)
        try recording.append(frame.span)
        sent += frame
        // A copy is what a crash at this moment would leave.
        guard sent.count >= 8000 else { continue }
        let copy = try put(try contents(of: path), in: folder, as: "copy.wav")
        let read = try Sound.read(copy)
        #expect(read.samples == Array(sent.prefix(read.samples.count)))
        #expect(sent.count - read.samples.count < 8000)
      }
      #expect(recording.milliseconds == 3000)
      try recording.close(sync: true)
      #expect(try Sound.read(path).samples == sent)
    }
  }

  @Test func `what a crash leaves is salvaged to the last sample`() throws {
    try withScratchFolder { folder in
      let recording = try RecordingFile(path: "\(folder)/message.wav")
      try recording.append(speech.span)
      let copy = try put(
        try contents(of: "\(folder)/message.wav") + [7], in: folder, as: "crashed.wav")
      let salvaged = try RecordingFile.repair(path: copy)
      #expect(salvaged.milliseconds == 500)
      #expect(salvaged.hasSound)
      #expect(try Sound.read(copy).samples == speech)
      #expect(try RecordingFile.repair(path: copy) == salvaged)
    }
  }

  @Test func `a header that counts more than is there is put right`() throws {
    try withScratchFolder { folder in
      let recording = try RecordingFile(path: "\(folder)/message.wav")
      try recording.append(speech.span)
      try recording.close(sync: false)
      let bytes = try contents(of: "\(folder)/message.wav")
      let cut = try put(Array(bytes.prefix(44 + 1600)), in: folder, as: "cut.wav")
      #expect(try RecordingFile.repair(path: cut).milliseconds == 100)
      #expect(try contents(of: cut).count == 44 + 1600)
      #expect(try Sound.read(cut).samples == Array(speech.prefix(800)))
    }
  }

  @Test(arguments: [[], [82, 73], Array(repeating: 0, count: 44)] as [[UInt8]])
  func `a file without a header becomes a recording of nothing`(bytes: [UInt8]) throws {
    try withScratchFolder { folder in
      let path = try put(bytes, in: folder, as: "start.wav")
      let salvaged = try RecordingFile.repair(path: path)
      #expect(salvaged.milliseconds == 0)
      #expect(!salvaged.hasSound)
      #expect(try contents(of: path).count == 44)
    }
  }

  @Test func `a file that is no recording is left alone`() throws {
    try withScratchFolder { folder in
      let bytes = Array("a letter to somebody".utf8)
      let path = try put(bytes, in: folder, as: "letter.txt")
      let error = #expect(throws: RecordingFileError.self) {
        try RecordingFile.repair(path: path)
      }
      #expect(
        error?.description == "The recording \(path) cannot be repaired: it is no recording.")
      #expect(try contents(of: path) == bytes)
    }
  }

  @Test func `the tone of the last key can be dropped`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/message.wav"
      let recording = try RecordingFile(path: path)
      try recording.append(Tone.silence(milliseconds: 1000).span)
      let key = try #require(Tone.dtmf(35, milliseconds: 100))
      try recording.append(key.span)
      try recording.close(sync: false, droppingLast: 100)
      #expect(recording.milliseconds == 1000)
      #expect(try Sound.read(path).milliseconds == 1000)
    }
  }

  @Test func `nothing is written after the end`() throws {
    try withScratchFolder { folder in
      let path = "\(folder)/a.wav"
      let recording = try RecordingFile(path: path)
      try recording.close(sync: false)
      try recording.close(sync: false)
      let error = #expect(throws: RecordingFileError.self) { try recording.append(speech.span) }
      #expect(
        error?.description
          == "The recording \(path) cannot be written: the recording has ended.")
    }
  }

  @Test func `a removed recording is gone`() throws {
    try withScratchFolder { folder in
      let recording = try RecordingFile(path: "\(folder)/a.wav")
      try recording.append(speech.span)
      try recording.remove()
      try recording.remove()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func `a file or folder in the way is an error with the path`() throws {
    try withScratchFolder { folder in
      let path = try put([1], in: folder, as: "a.wav")
      let error = #expect(throws: RecordingFileError.self) { try RecordingFile(path: path) }
      #expect(
        error?.description == "The recording \(path) cannot be created: File exists.")
      #expect(throws: RecordingFileError.self) { try RecordingFile(path: "\(folder)/no/a.wav") }
    }
  }
}
