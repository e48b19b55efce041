public import CallFlow

/// The two sides of a telephone that really sounds, for a line that has one: what is played goes
/// out, keys and speech come in. Samples are 8 kHz. One thread uses it; the sound itself runs on
/// another one.
public protocol SoundDevicePhone: AnyObject, Sendable {
  /// Plays these from their start, instead of what is being played.
  func play(_ samples: [Int16])
  /// How many samples of what is being played have been played.
  var position: Int { get }
  /// Goes on from another sample of what is being played.
  func move(to sample: Int)
  /// Stands still, or goes on.
  func pause(_ isPaused: Bool)
  /// Stops playing.
  func hush()

  /// Plays the tone, and records from when its end has been heard.
  func record(after tone: [Int16])
  /// What was recorded since this was last asked.
  func recorded() -> [Int16]
  /// Ends the recording: where the key began that ``nextEvent()`` has just told, else here.
  /// - Returns: The rest of it, that key, and how many milliseconds of what was told before belong
  ///   to it: see ``Recorder/finish(_:by:droppingLast:)``.
  func endRecording() -> (rest: [Int16], key: Character?, keyMilliseconds: Int)

  /// What has happened, oldest first. From a key on what is played stands still, until all events
  /// were asked for: so the portal is silent at once, and goes on if the key did not end it.
  func nextEvent() -> SoundDevicePhoneEvent?
  /// Becomes readable when there is an event, when all has been played, and now and then during a
  /// recording. ``nextEvent()`` empties it.
  var descriptor: Int32 { get }
}

/// What comes from a telephone.
public enum SoundDevicePhoneEvent: Equatable, Sendable {
  /// A key was pressed; `A` to `D` are no keys here.
  case key(KeySound)
  /// Somebody is there: the sound was loud for long enough.
  case rang
  /// The device is gone: a sentence with the reason.
  case lost(String)
  /// The device is there.
  case ready
}

/// How a key sounded.
public struct KeySound: Equatable, Sendable {
  /// Which of the sixteen keys.
  public let character: Character
  /// The RMS of the low tone in dBFS.
  public let levelDB: Double
  /// How much louder the high tone was, in dB.
  public let twistDB: Double

  /// A key as it was heard.
  public init(character: Character, levelDB: Double, twistDB: Double) {
    self.character = character
    self.levelDB = levelDB
    self.twistDB = twistDB
  }

  /// As a key of a telephone; `nil` for `A` to `D`.
  public var digit: Digit? { Digit(character) }
}
