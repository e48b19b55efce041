import Audio
public import Mailbox
import SoundFiles
public import Store

/// Takes the sound of one recording: into a file that is valid at every moment, or, for a store
/// in memory, into samples (requirements D5, D7).
public final class Recorder {
  /// A silence of this length ends a recording (requirement D5).
  public static let longestSilenceMilliseconds = 8_000
  /// Tones of the network that last so long altogether, with nobody speaking between, end it: the
  /// caller has gone, and only the network tells.
  public static let longestToneMilliseconds = 2_000
  /// Tones of this length at its end are cut off.
  private static let shortestToneMilliseconds = 400

  private let destination: RecordingDestination
  private let depot: any RecordingStore
  private let limit: Int
  private var file: RecordingFile?
  private var samples: [Int16] = []
  private var count = 0
  private var activity = VoiceActivity()
  /// Why the disk did not take the recording; `nil` if it did so far.
  public private(set) var failure: String?

  /// Begins a recording on the disk: on a thread that may wait for it.
  /// - Parameter longestSeconds: More is not taken.
  public init(
    into destination: RecordingDestination, of depot: any RecordingStore, longestSeconds: Int
  ) {
    self.destination = destination
    self.depot = depot
    limit = LineFormat.samples(inMilliseconds: longestSeconds * 1_000)
    do {
      try depot.prepare(destination)
      file = try destination.path.map { try RecordingFile(path: $0) }
    } catch {
      failure = "\(error)"
    }
  }

  /// Milliseconds recorded so far.
  public var milliseconds: Int { LineFormat.milliseconds(ofSamples: count) }

  /// Milliseconds after which silence alone would end the recording.
  public var millisecondsLeft: Int {
    min(
      LineFormat.milliseconds(ofSamples: limit - count),
      Self.longestSilenceMilliseconds - activity.silenceMilliseconds)
  }

  /// Adds samples of 8 kHz.
  /// - Returns: Why the recording has now ended by itself, or `nil` if it goes on.
  public func append(_ more: [Int16]) -> FinishedRecording.Ending? {
    let taken = more.count > limit - count ? Array(more.prefix(max(0, limit - count))) : more
    count += taken.count
    activity.take(taken.span)
    if let file {
      do { try file.append(taken.span) } catch { failure = failure ?? "\(error)" }
    } else {
      samples += taken
    }
    if failure != nil { return .failure }
    if count >= limit { return .limit }
    if activity.toneMilliseconds >= Self.longestToneMilliseconds { return .tone }
    return activity.silenceMilliseconds >= Self.longestSilenceMilliseconds ? .silence : nil
  }

  /// Ends the recording and tells what came of it.
  /// - Parameters:
  ///   - key: The key that ended it: its tone goes, wherever it is at the end (requirement D5).
  ///   - droppedMilliseconds: How much of its end goes in any case: the tone of the key where its
  ///     beginning is known, with a margin.
  public func finish(
    _ ending: FinishedRecording.Ending, by key: Character? = nil,
    droppingLast droppedMilliseconds: Int = 0
  ) -> FinishedRecording {
    let dropped = shorten(byAtLeast: max(0, droppedMilliseconds), key)
    let hasSound = activity.firstSpeechEnd.map { $0 <= count } ?? false
    var take = FinishedRecording(
      id: destination.id, milliseconds: Int32(clamping: milliseconds), hasSound: hasSound,
      ending: failure == nil ? ending : .failure)
    if let file {
      do {
        try file.close(sync: true, droppingLast: dropped)
      } catch {
        failure = failure ?? "\(error)"
        take.ending = .failure
      }
    } else {
      depot.finish(destination.id, samples: Array(samples.prefix(count)))
    }
    return take
  }

  /// Takes off the end what is no part of the message: the key, and tones of the network.
  /// - Returns: How many milliseconds that are.
  private func shorten(byAtLeast least: Int, _ key: Character?) -> Int {
    var dropped = least
    if let key = key?.asciiValue {
      let newest = newest
      if let start = KeyTone.start(of: key, in: newest.span) {
        dropped = max(dropped, LineFormat.milliseconds(ofSamples: newest.count - start))
      }
    }
    if let start = activity.toneStart, activity.toneMilliseconds >= Self.shortestToneMilliseconds {
      dropped = max(dropped, LineFormat.milliseconds(ofSamples: count - start + 7))
    }
    count -= min(count, LineFormat.samples(inMilliseconds: dropped))
    return dropped
  }

  /// The newest samples, in which the tone of the last key may be.
  private var newest: [Int16] {
    let length = LineFormat.samples(inMilliseconds: KeyTone.longestMilliseconds)
    return file?.last(length) ?? Array(samples.suffix(length))
  }
}
