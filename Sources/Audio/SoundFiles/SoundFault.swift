import Audio
import Glibc

/// Why a stored sound cannot be played as it was recorded: it is missing, empty, cut, or no sound.
/// Only the header and the length are looked at; `voiceportal check --data --deep` compares the rest.
/// It reads the disk.
/// - Parameter milliseconds: How long it was when it was stored.
/// - Returns: The reason, as in "it is empty"; `nil` if it can be played.
public func fault(ofSound path: String, milliseconds: Int) -> String? {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else {
    return errno == ENOENT ? "it is missing" : "it cannot be read: \(systemReason())"
  }
  defer { close(descriptor) }
  var status = stat()
  guard unsafe fstat(descriptor, &status) == 0 else {
    return "it cannot be read: \(systemReason())"
  }
  if status.st_size == 0 { return "it is empty" }
  let samples: Int
  if let counted = WAVHeader.samples(of: descriptor) {
    samples = counted
  } else {
    do {
      samples = try Sound.read(path).resampled(to: LineFormat.sampleRate).samples.count
    } catch {
      return "it is no sound: \(error)"
    }
  }
  // Lengths are stored in whole milliseconds.
  let wanted = LineFormat.samples(inMilliseconds: milliseconds - 1)
  return samples > 0 && samples >= wanted
    ? nil : "it is cut: \(LineFormat.milliseconds(ofSamples: samples)) of \(milliseconds) ms"
}
