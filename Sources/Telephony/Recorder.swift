import Audio
public import Mailbox
import SoundFiles
public import Store

/// Takes the sound of one recording: into a file that is valid at every moment, or, for a store
/// in memory, into samples (requirements D5, D7).
public final class Recorder {
  /// A silence of this length ends a recording (requirement D5).
  public static let longestSilenceMilliseconds = 8_000

  private let destination: TakeDestination
  private let depot: any TakeDepot
  private let limit: Int
  private var file: RecordingFile?
  private var samples: [Int16] = []
  private var count = 0
  private var silence = 0
  private var presence = SoundPresence()
  private var hasFailed = false

  /// - Parameter longestSeconds: More is not taken.
  public init(
    into destination: TakeDestination, of depot: any TakeDepot, longestSeconds: Int
  ) {
    self.destination = destination
    self.depot = depot
    limit = LineFormat.samples(inMilliseconds: longestSeconds * 1_000)
    guard let path = destination.path else { return }
    do { file = try RecordingFile(path: path) } catch { hasFailed = true }
  }

  /// Milliseconds recorded so far.
  public var milliseconds: Int { LineFormat.milliseconds(ofSamples: count) }

  /// Milliseconds after which silence alone would end the recording.
  public var millisecondsLeft: Int {
    min(
      LineFormat.milliseconds(ofSamples: limit - count),
      Self.longestSilenceMilliseconds - LineFormat.milliseconds(ofSamples: silence))
  }

  /// Adds samples of 8 kHz.
  /// - Returns: Why the recording has now ended by itself, or `nil` if it goes on.
  public func append(_ more: [Int16]) -> Take.Ending? {
    let taken = more.count > limit - count ? Array(more.prefix(max(0, limit - count))) : more
    count += taken.count
    presence.take(taken.span)
    listen(to: taken)
    if let file {
      do { try file.append(taken.span) } catch { hasFailed = true }
    } else {
      samples += taken
    }
    if hasFailed { return .failure }
    if count >= limit { return .limit }
    return LineFormat.milliseconds(ofSamples: silence) >= Self.longestSilenceMilliseconds
      ? .silence : nil
  }

  /// Ends the recording and tells what came of it.
  public func finish(_ ending: Take.Ending) -> Take {
    var take = Take(
      id: destination.id, milliseconds: Int32(clamping: milliseconds),
      hasSound: presence.hasSound, ending: hasFailed ? .failure : ending)
    if let file {
      do { try file.close(sync: true) } catch { take.ending = .failure }
    } else {
      depot.finish(destination.id, samples: samples)
    }
    return take
  }

  /// Keeps count of the silence at the end.
  private func listen(to more: [Int16]) {
    let block = LineFormat.samples(inMilliseconds: 100)
    for start in stride(from: 0, to: more.count, by: block) {
      let part = Array(more[start..<min(start + block, more.count)])
      silence = Level.rms(part) > -50 ? 0 : silence + part.count
    }
  }
}
