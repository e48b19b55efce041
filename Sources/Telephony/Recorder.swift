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
  private var speech = EndOfSpeech()
  private var presence = SoundPresence()
  /// Why the disk did not take the recording; `nil` if it did so far.
  public private(set) var failure: String?

  /// - Parameter longestSeconds: More is not taken.
  public init(
    into destination: TakeDestination, of depot: any TakeDepot, longestSeconds: Int
  ) {
    self.destination = destination
    self.depot = depot
    limit = LineFormat.samples(inMilliseconds: longestSeconds * 1_000)
    guard let path = destination.path else { return }
    do { file = try RecordingFile(path: path) } catch { failure = "\(error)" }
  }

  /// Milliseconds recorded so far.
  public var milliseconds: Int { LineFormat.milliseconds(ofSamples: count) }

  /// Milliseconds after which silence alone would end the recording.
  public var millisecondsLeft: Int {
    min(
      LineFormat.milliseconds(ofSamples: limit - count),
      Self.longestSilenceMilliseconds - speech.silenceMilliseconds)
  }

  /// Adds samples of 8 kHz.
  /// - Returns: Why the recording has now ended by itself, or `nil` if it goes on.
  public func append(_ more: [Int16]) -> Take.Ending? {
    let taken = more.count > limit - count ? Array(more.prefix(max(0, limit - count))) : more
    count += taken.count
    presence.take(taken.span)
    speech.take(taken.span)
    if let file {
      do { try file.append(taken.span) } catch { failure = failure ?? "\(error)" }
    } else {
      samples += taken
    }
    if failure != nil { return .failure }
    if count >= limit { return .limit }
    return speech.silenceMilliseconds >= Self.longestSilenceMilliseconds ? .silence : nil
  }

  /// Ends the recording and tells what came of it.
  /// - Parameter droppedMilliseconds: How much of its end goes: the tone of the key that ended it
  ///   (requirement D5), from its start on, with a margin.
  public func finish(_ ending: Take.Ending, droppingLast droppedMilliseconds: Int = 0) -> Take {
    let dropped = LineFormat.samples(inMilliseconds: max(0, droppedMilliseconds))
    count -= min(count, dropped)
    let hasSound = presence.firstSoundEnd.map { $0 <= count } ?? false
    var take = Take(
      id: destination.id, milliseconds: Int32(clamping: milliseconds), hasSound: hasSound,
      ending: failure == nil ? ending : .failure)
    if let file {
      do {
        try file.close(sync: true, droppingLast: droppedMilliseconds)
      } catch {
        failure = failure ?? "\(error)"
        take.ending = .failure
      }
    } else {
      depot.finish(destination.id, samples: Array(samples.prefix(count)))
    }
    return take
  }
}
