internal import CSndFile

/// The formats that sound is written in.
public enum SoundFormat: String, CaseIterable, Sendable {
  /// WAV with 16-bit linear samples.
  case wav
  /// WAV with µ-law samples (G.711).
  case wavMuLaw
  /// Ogg with Opus, the format of prompts: at 16 kHz about 2 KB for a second, and 1 ms to read.
  case oggOpus
  /// Ogg with Vorbis.
  case oggVorbis
  /// FLAC with 16-bit samples, without loss.
  case flac
  /// MP3, for e-mail programs; at 8 kHz about 2 KB for a second. It loses some, so nothing that is
  /// played on a line is kept so.
  case mp3

  /// What a file name of this format ends with, without the dot.
  public var fileExtension: String {
    switch self {
    case .wav, .wavMuLaw: "wav"
    case .oggOpus: "opus"
    case .oggVorbis: "ogg"
    case .flac: "flac"
    case .mp3: "mp3"
    }
  }

  /// libsndfile's number.
  var code: Int32 {
    switch self {
    case .wav: Int32(SF_FORMAT_WAV | SF_FORMAT_PCM_16)
    case .wavMuLaw: Int32(SF_FORMAT_WAV | SF_FORMAT_ULAW)
    case .oggOpus: Int32(SF_FORMAT_OGG | SF_FORMAT_OPUS)
    case .oggVorbis: Int32(SF_FORMAT_OGG | SF_FORMAT_VORBIS)
    case .flac: Int32(SF_FORMAT_FLAC | SF_FORMAT_PCM_16)
    case .mp3: Int32(SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III)
    }
  }

  /// libsndfile's compression level, where the format has one. For Opus 0 is the highest bit rate
  /// and 1 the lowest (6 kb/s): 0.973 gives about 13 kb/s plus the Ogg pages, with which
  /// all prompts stay below 8 MB. How much that costs a listener was not measured by itself.
  var compressionLevel: Double? {
    switch self {
    case .oggOpus: 0.973
    case .oggVorbis: 0.7
    case .wav, .wavMuLaw, .flac, .mp3: nil
    }
  }
}
