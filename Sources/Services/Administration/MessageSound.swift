import Audio
public import Mailbox
public import SoundFiles
public import Store

extension MailboxStore {
  /// A sound that is stored, as it is.
  /// - Throws: What is wrong with it.
  public func sound(_ reference: AudioReference) throws -> Sound {
    switch try audio(reference.id) {
    case .samples(let samples): Sound(samples: samples)
    case .file(let path): try Sound.read(path)
    }
  }

  /// Sounds of a message one after the other, at the line's rate: introductions, then the message.
  /// - Throws: What is wrong with one of them.
  public func sound(of parts: [AudioReference]) throws -> Sound {
    var samples: [Int16] = []
    for part in parts {
      switch try audio(part.id) {
      case .samples(let own): samples += own
      case .file(let path):
        samples += try Sound.read(path).resampled(to: LineFormat.sampleRate).samples
      }
    }
    return Sound(samples: samples)
  }
}
