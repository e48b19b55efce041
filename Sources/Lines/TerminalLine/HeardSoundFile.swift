import Audio
import CallFlow
import Glibc
import SoundFiles

/// What the caller hears, as a sound file that grows with the call and is valid at every moment:
/// prompts as far as they were played, the tone, and the silence between.
final class HeardSoundFile {
  private let file: RecordingFile
  /// The call's moment up to which the file is written; `nil`: no call has been answered.
  private var moment: Moment?
  private(set) var failure: RecordingFileError?

  /// Begins the file. One that is there already is replaced.
  init(path: String) throws(RecordingFileError) {
    unsafe unlink(path)
    file = try RecordingFile(path: path)
  }

  /// The caller begins to hear.
  func begin(at now: Moment) { moment = now }

  /// Adds what was heard since the last moment, and silence up to `now` where there was less.
  func add(_ samples: ArraySlice<Int16>, upTo now: Moment) {
    guard let moment else { return }
    let total = LineFormat.samples(inMilliseconds: Int(now - moment))
    append(Array(samples.prefix(total)))
    append(Array(repeating: 0, count: max(0, total - samples.count)))
    self.moment = now
  }

  /// The call is over; the next one follows.
  func end(at now: Moment) {
    add([], upTo: now)
    moment = nil
  }

  /// Ends the file.
  func close() {
    do throws(RecordingFileError) { try file.close(sync: false) } catch { failure = error }
  }

  /// In blocks of at most a second.
  private func append(_ samples: [Int16]) {
    for start in stride(from: 0, to: samples.count, by: LineFormat.sampleRate) {
      let block = Array(samples[start..<min(start + LineFormat.sampleRate, samples.count)])
      do throws(RecordingFileError) { try file.append(block.span) } catch { failure = error }
    }
  }
}
