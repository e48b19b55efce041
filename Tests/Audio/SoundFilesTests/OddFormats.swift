import Audio
import CSndFile
import Testing

/// One of the kinds of file that libsndfile writes.
struct OddFormat: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// libsndfile's number.
  let code: Int
  let rate: Int
  let channels: Int
  /// How much silence the kind may add at the end, to fill its last block.
  let paddingMilliseconds: Int

  init(_ name: String, _ code: Int, _ rate: Int, _ channels: Int = 1, padding: Int = 0) {
    testDescription = "\(name) \(rate)/\(channels)"
    self.code = code
    self.rate = rate
    self.channels = channels
    paddingMilliseconds = padding
  }

  static let milliseconds = 500
  static let levelDB = -20.0

  /// Writes 1 kHz at -20 dBFS in every channel.
  func writeTone(to path: String) throws {
    let tone = Tone.sine(
      hertz: 1000, milliseconds: Self.milliseconds, levelDB: Self.levelDB, sampleRate: rate)
    try write(tone, to: path)
  }

  /// Writes the same samples in every channel.
  func write(_ samples: [Int16], to path: String) throws {
    var info = SF_INFO()
    info.samplerate = Int32(rate)
    info.channels = Int32(channels)
    info.format = Int32(code)
    let handle = unsafe try #require(sf_open(path, Int32(SFM_WRITE), &info))
    defer { unsafe sf_close(handle) }
    let interleaved = samples.flatMap { [Float](repeating: Float($0) / 32768, count: channels) }
    // In blocks: libvorbis takes its work space for a whole block from the stack.
    for start in stride(from: 0, to: interleaved.count, by: 4096) {
      let block = Array(interleaved[start..<min(start + 4096, interleaved.count)])
      let written = unsafe sf_write_float(handle, block, sf_count_t(block.count))
      try #require(Int(written) == block.count)
    }
  }

  // swift-format-ignore: a table reads best in columns
  static let all =
    wave + [
      OddFormat("FLAC 8", SF_FORMAT_FLAC | SF_FORMAT_PCM_S8, 22_050),
      OddFormat("FLAC 16", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 44_100, 2),
      OddFormat("FLAC 24", SF_FORMAT_FLAC | SF_FORMAT_PCM_24, 192_000, 2),
      OddFormat("Vorbis", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 8_000),
      OddFormat("Vorbis", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 44_100, 2),
      OddFormat("Vorbis", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 96_000),
      OddFormat("Opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 8_000),
      OddFormat("Opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 16_000),
      OddFormat("Opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 48_000, 2),
      OddFormat("MP3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 22_050),
      OddFormat("MP3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 44_100, 2),
      OddFormat("MP3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 48_000),
      OddFormat("AIFF 8", SF_FORMAT_AIFF | SF_FORMAT_PCM_S8, 11_025),
      OddFormat("AIFF 16", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 44_100, 2),
      OddFormat("AIFF 24", SF_FORMAT_AIFF | SF_FORMAT_PCM_24, 96_000),
      OddFormat("AIFF float", SF_FORMAT_AIFF | SF_FORMAT_FLOAT, 48_000, 2),
      OddFormat("AIFF µ-law", SF_FORMAT_AIFF | SF_FORMAT_ULAW, 8_000),
      OddFormat("AIFF IMA", SF_FORMAT_AIFF | SF_FORMAT_IMA_ADPCM, 22_050, padding: 10),
      OddFormat("CAF 16", SF_FORMAT_CAF | SF_FORMAT_PCM_16, 48_000, 2),
      OddFormat("CAF float", SF_FORMAT_CAF | SF_FORMAT_FLOAT, 44_100),
      OddFormat("CAF A-law", SF_FORMAT_CAF | SF_FORMAT_ALAW, 8_000),
      OddFormat("CAF ALAC 16", SF_FORMAT_CAF | SF_FORMAT_ALAC_16, 44_100, 2),
      OddFormat("CAF ALAC 24", SF_FORMAT_CAF | SF_FORMAT_ALAC_24, 48_000),
      OddFormat("AU 16", SF_FORMAT_AU | SF_FORMAT_PCM_16, 16_000, 2),
      OddFormat("AU µ-law", SF_FORMAT_AU | SF_FORMAT_ULAW, 8_000),
      OddFormat("AU A-law", SF_FORMAT_AU | SF_FORMAT_ALAW, 8_000, 2),
      OddFormat("AU double", SF_FORMAT_AU | SF_FORMAT_DOUBLE, 32_000),
      OddFormat("AU G.721", SF_FORMAT_AU | SF_FORMAT_G721_32, 8_000, padding: 15),
      OddFormat("W64 16", SF_FORMAT_W64 | SF_FORMAT_PCM_16, 44_100, 2),
      OddFormat("RF64 24", SF_FORMAT_RF64 | SF_FORMAT_PCM_24, 48_000, 2),
      OddFormat("VOC 16", SF_FORMAT_VOC | SF_FORMAT_PCM_16, 22_050),
      OddFormat("NIST 16", SF_FORMAT_NIST | SF_FORMAT_PCM_16, 16_000),
      OddFormat("IRCAM 16", SF_FORMAT_IRCAM | SF_FORMAT_PCM_16, 44_100),
      OddFormat("Amiga 8", SF_FORMAT_SVX | SF_FORMAT_PCM_S8, 16_000),
    ]

  // swift-format-ignore: a table reads best in columns
  private static let wave = [
    OddFormat("WAV 8", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 8_000),
    OddFormat("WAV 8", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 11_025, 2),
    OddFormat("WAV 16", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 8_000),
    OddFormat("WAV 16", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 16_000),
    OddFormat("WAV 16", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 44_100, 2),
    OddFormat("WAV 16", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 192_000, 2),
    OddFormat("WAV 24", SF_FORMAT_WAV | SF_FORMAT_PCM_24, 48_000, 2),
    OddFormat("WAV 32", SF_FORMAT_WAV | SF_FORMAT_PCM_32, 96_000),
    OddFormat("WAV float", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 44_100, 2),
    OddFormat("WAV double", SF_FORMAT_WAV | SF_FORMAT_DOUBLE, 88_200),
    OddFormat("WAV µ-law", SF_FORMAT_WAV | SF_FORMAT_ULAW, 8_000),
    OddFormat("WAV A-law", SF_FORMAT_WAV | SF_FORMAT_ALAW, 8_000, 2),
    OddFormat("WAV GSM", SF_FORMAT_WAV | SF_FORMAT_GSM610, 8_000, padding: 60),
    OddFormat("WAV IMA", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 22_050, 2, padding: 60),
    OddFormat("WAV MS", SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, 44_100, padding: 60),
    OddFormat("WAV G.721", SF_FORMAT_WAV | SF_FORMAT_G721_32, 8_000, padding: 15),
    OddFormat("WAV NMS", SF_FORMAT_WAV | SF_FORMAT_NMS_ADPCM_32, 8_000, padding: 25),
    OddFormat("WAVEX 16", SF_FORMAT_WAVEX | SF_FORMAT_PCM_16, 48_000, 2),
  ]
}
