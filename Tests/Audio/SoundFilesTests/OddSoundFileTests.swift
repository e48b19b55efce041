import Audio
import SoundFiles
import Testing

/// Files that are wrong in every way: each is read up to what is there, or refused; none crashes or
/// hangs the reader.
@Suite struct OddSoundFileTests {
  private static let tone = Tone.sine(hertz: 440, milliseconds: 100, levelDB: -20)
  private static let data = tone.flatMap { little($0) }

  /// Headers that are wrong, with samples that are there.
  private static let readable: [(String, HandmadeWAV)] = [
    ("claims no samples", HandmadeWAV(data: data, claimedDataSize: 0)),
    ("claims nothing", HandmadeWAV(data: data, claimedDataSize: 0, claimedFileSize: 0)),
    ("claims 4 GB of samples", HandmadeWAV(data: data, claimedDataSize: .max)),
    ("claims 2 GB of samples", HandmadeWAV(data: data, claimedDataSize: 0x7FFF_FFFF)),
    ("claims a file of 4 GB", HandmadeWAV(data: data, claimedFileSize: .max)),
    ("claims a file of no bytes", HandmadeWAV(data: data, claimedFileSize: 0)),
    ("claims more than there is", HandmadeWAV(data: data, claimedDataSize: 100_000)),
  ]

  @Test(arguments: readable)
  func `only what is there counts`(name: String, file: HandmadeWAV) throws {
    let sound = try Sound.read(bytes: file.bytes, name: name)
    #expect(sound.samples.prefix(800) == Self.tone[...])
    #expect(sound.samples.count <= 801)
    try withScratchFolder { folder in
      let path = try put(file.bytes, in: folder, as: "odd.wav")
      #expect(try Sound.read(path) == sound)
    }
  }

  private static let refused: [(String, [UInt8])] = [
    ("text.wav", Array("This is a letter, not a sound.\n".utf8)),
    ("text.gsm", Array("This is a letter, not a sound.\n".utf8)),
    ("text.mp3", Array(String(repeating: "no sound ", count: 5000).utf8)),
    ("text.vox", Array(repeating: 65, count: 5000)),
    ("one byte.wav", [82]),
    ("zeros.wav", Array(repeating: 0, count: 4096)),
    ("ones.wav", Array(repeating: 0xFF, count: 4096)),
    ("riff only.wav", Array("RIFF".utf8)),
    ("no channels.wav", HandmadeWAV(channels: 0, data: data).bytes),
    ("65535 channels.wav", HandmadeWAV(channels: 65535, data: data).bytes),
    ("no rate.wav", HandmadeWAV(rate: 0, data: data).bytes),
    ("rate 4 G.wav", HandmadeWAV(rate: .max, data: data).bytes),
    ("rate 1.wav", HandmadeWAV(rate: 1, data: data).bytes),
    ("0 bits.wav", HandmadeWAV(bits: 0, data: data).bytes),
    ("13000 bits.wav", HandmadeWAV(bits: 13000, data: data).bytes),
    ("unknown codec.wav", HandmadeWAV(kind: 0x4242, data: data).bytes),
    ("header cut.wav", Array(HandmadeWAV(data: data).bytes.prefix(30))),
    ("ogg only.ogg", Array("OggS".utf8)),
    ("flac only.flac", Array("fLaC".utf8)),
    ("aiff only.aiff", Array("FORM\0\0\0\u{10}AIFF".utf8)),
    ("au only.au", Array(".snd".utf8)),
    ("caf only.caf", Array("caff".utf8)),
  ]

  @Test(arguments: refused)
  func `what is no sound is refused`(name: String, bytes: [UInt8]) throws {
    try withScratchFolder { folder in
      let path = try put(bytes, in: folder, as: name)
      let error = #expect(throws: SoundFileError.self) { try Sound.read(path) }
      guard case .notSound(path, let reason) = try #require(error) else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(!reason.isEmpty)
      #expect(throws: SoundFileError.self) { try Sound.read(bytes: bytes, name: name) }
    }
  }

  @Test(arguments: [HandmadeWAV().bytes, HandmadeWAV(claimedDataSize: .max).bytes, []])
  func `a file without samples is empty`(bytes: [UInt8]) throws {
    try withScratchFolder { folder in
      let path = try put(bytes, in: folder, as: "empty.wav")
      #expect(throws: SoundFileError.empty(path: path)) { try Sound.read(path) }
      #expect(throws: SoundFileError.empty(path: "it")) {
        try Sound.read(bytes: bytes, name: "it")
      }
    }
  }

  @Test(arguments: SoundFormat.allCases)
  func `a file cut anywhere is read up to there or refused`(format: SoundFormat) throws {
    try withScratchFolder { folder in
      let sound = Sound(samples: Self.tone)
      try sound.write(to: "\(folder)/whole", format: format)
      let bytes = try contents(of: "\(folder)/whole")
      for part in stride(from: 1, to: bytes.count, by: max(1, bytes.count / 60)) {
        let cut = Array(bytes.prefix(part))
        let read = try? Sound.read(bytes: cut, name: "cut")
        #expect((read?.samples.count ?? 0) <= sound.samples.count + 200)
      }
    }
  }

  @Test(arguments: SoundFormat.allCases)
  func `a file with wrong bytes is read or refused`(format: SoundFormat) throws {
    try withScratchFolder { folder in
      try Sound(samples: Self.tone).write(to: "\(folder)/whole", format: format)
      let bytes = try contents(of: "\(folder)/whole")
      for round in 0..<200 {
        var damaged = bytes
        for step in 0..<3 {
          damaged[(round * 7919 + step * 104_729) % min(bytes.count, 200 + round * 20)] ^=
            UInt8(truncatingIfNeeded: 1 + round * 31 + step)
        }
        do throws(SoundFileError) {
          _ = try Sound.read(bytes: damaged, name: "damaged", limitSeconds: 60)
        } catch {
          #expect(error.description.hasPrefix("damaged "))
        }
      }
    }
  }
}
