import Audio
import Foundation
public import Mailbox
import SoundFiles

/// The speech of the demo: messages that wait, and what the simulated caller says. It is made by
/// `voiceportal prompts demo`.
public struct DemoSounds: Sendable {
  private struct Speech {
    let voice: SpeechVoice
    let text: String
  }

  /// Opens the folder `demo` of the prompts.
  /// - Parameter prompts: The folder of the prompts.
  public init(prompts: String) { folder = prompts + "/demo" }

  private let folder: String

  /// A sound at 8 kHz. Somebody's own prompts may lack the demo's; a tone stands for them.
  public func samples(of name: String) -> [Int16] {
    let sound = try? Sound.read(path(of: name)).resampled(to: LineFormat.sampleRate)
    return sound?.samples ?? SimulatedSpeech.tone.samples
  }

  /// What the simulated caller says.
  public func callerSpeech(in language: Language) -> SimulatedSpeech {
    let name = "caller-\(language.rawValue)"
    return SimulatedSpeech(text: Self.all[name]?.text ?? name, samples: samples(of: name))
  }

  /// Speaks all of them into the folder anew.
  /// - Throws: ``PromptMakerError``, `CocoaError` or ``SoundFileError``.
  /// - Returns: How many.
  public func make() throws -> Int {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, speech) in Self.all {
      try PromptMaker.make(text: speech.text, voice: speech.voice, to: path(of: name))
    }
    return Self.all.count
  }

  private func path(of name: String) -> String {
    "\(folder)/\(name).\(PromptSound.format.fileExtension)"
  }

  private static let all: [String: Speech] = [
    "en-offer": Speech(
      voice: .flite(voice: "awb"),
      text: "Hello Emma, this is Tom. I am calling about the offer from last week. "
        + "Please call me back when you have a moment."),
    "en-visitors": Speech(
      voice: .espeak(language: "en-gb+f3"),
      text: "Emma, it is Anna. Your visitors are here already. They are waiting at the reception."),
    "de-car": Speech(
      voice: .espeak(language: "de+m3"),
      text: "Guten Tag Frau Berg, hier ist die Werkstatt. Ihr Wagen ist fertig. "
        + "Sie können ihn bis achtzehn Uhr abholen."),
    "de-meeting": Speech(
      voice: .espeak(language: "de+m7"),
      text: "Hallo Anna, hier ist Daan. Der Termin morgen früh fällt leider aus. "
        + "Bitte ruf mich gleich zurück."),
    "nl-bicycle": Speech(
      voice: .espeak(language: "nl+m3"),
      text: "Goedemiddag, met de fietsenmaker. Uw fiets is klaar. "
        + "U kunt hem tot zes uur ophalen."),
    "nl-earlier": Speech(
      voice: .espeak(language: "nl+f3"),
      text: "Hallo Daan, met Emma. De vergadering begint een half uur eerder. Tot straks."),
    "caller-en": Speech(
      voice: .flite(voice: "slt"),
      text: "Hello, I wanted to tell you that the parcel has arrived. "
        + "You can pick it up at any time. Goodbye."),
    "caller-de": Speech(
      voice: .espeak(language: "de+f3"),
      text: "Hallo, ich wollte nur sagen, dass das Paket angekommen ist. "
        + "Sie können es jederzeit abholen. Auf Wiederhören."),
    "caller-nl": Speech(
      voice: .espeak(language: "nl+f2"),
      text: "Hallo, ik wilde even zeggen dat het pakket is aangekomen. "
        + "U kunt het altijd ophalen. Tot ziens."),
  ]
}
