import Audio
internal import CSndFile
import Foundation
import Glibc

/// How sound without a header is coded, as telephone systems write it: the ending of the file's name
/// says so.
public enum HeaderlessCoding: Sendable, Equatable {
  /// GSM 06.10, 33 bytes for 20 ms.
  case gsm
  /// G.711.
  case muLaw, aLaw
  /// G.722 at 64 kbit/s; of its two bands the lower one is read.
  case g722
  /// 16 bits a sample, the low byte first.
  case linear(rate: Int)

  /// The coding that an ending stands for, such as `gsm`; `nil`: such files have a header, or are
  /// unknown.
  public init?(fileExtension: String) {
    switch fileExtension {
    case "gsm": self = .gsm
    case "ulaw", "ul", "mu", "ulw", "pcm": self = .muLaw
    case "alaw", "al", "alw": self = .aLaw
    case "g722": self = .g722
    case "sln", "raw", "slin": self = .linear(rate: 8_000)
    case "sln12": self = .linear(rate: 12_000)
    case "sln16": self = .linear(rate: 16_000)
    case "sln24": self = .linear(rate: 24_000)
    case "sln32": self = .linear(rate: 32_000)
    case "sln44": self = .linear(rate: 44_100)
    case "sln48": self = .linear(rate: 48_000)
    default: return nil
    }
  }

  /// libsndfile's number, which does not know G.722 without a header.
  fileprivate var code: Int32? {
    switch self {
    case .gsm: Int32(SF_FORMAT_RAW | SF_FORMAT_GSM610)
    case .muLaw: Int32(SF_FORMAT_RAW | SF_FORMAT_ULAW)
    case .aLaw: Int32(SF_FORMAT_RAW | SF_FORMAT_ALAW)
    case .linear: Int32(SF_FORMAT_RAW | SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE)
    case .g722: nil
    }
  }

  fileprivate var rate: Int {
    if case .linear(let rate) = self { rate } else { 8_000 }
  }
}

extension Sound {
  /// Reads a file without a header.
  /// - Parameter limitSeconds: A longer sound is refused (`tooLong`).
  public static func read(
    _ path: String, as coding: HeaderlessCoding, limitSeconds: Int = 3600
  ) throws(SoundFileError) -> Sound {
    close(try openRegularFile(path, mostBytes: SoundLimits.bytes))
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: systemReason())
    }
    guard let code = coding.code else {
      guard bytes.count <= limitSeconds * coding.rate else {
        throw .tooLong(path: path, limitSeconds: limitSeconds)
      }
      var decoder = G722Decoder()
      return Sound(samples: bytes.map { decoder.decode($0) })
    }
    let reader = try SoundReader(
      memory: SoundMemory(Array(bytes)), name: path, format: code, rate: coding.rate)
    return try reader.read(limitSeconds: limitSeconds)
  }
}
