import Audio
import Commands
import Foundation
import Serving
import SoundCardLine
import Telephony

/// `voiceportal check audio`: what the sound card hears, live.
enum AudioCheck {
  static let form = CommandForm(
    "check audio", "what the sound card hears, live",
    options: [
      .option("--device", "PCM", "what plays, as ALSA names it: default, plughw:0, pulse, …"),
      .option("--capture", "PCM", "what captures; without it the same"),
      .option("--seconds", "N", "1 to 3600"),
    ],
    about: """
      Plays a tone, then shows the level of what is captured and each key that is heard in it, with
      its level and twist, until Ctrl-C or for N seconds. The bar rises at once and falls by 13 dB a
      second; the peak is the loudest sample. Exit code 1 if nothing was captured but silence.
      """)

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    if let word = arguments.rest.first { throw UsageError(reason: "'\(word)' is too much.") }
    let seconds = try arguments.number("--seconds", in: 1...3_600)
    let card = try SoundCardOption.open(
      playback: arguments.value("--device"), capture: arguments.value("--capture"))
    defer { SoundCardOption.close(card) }
    let stop = StopSignals()
    card.play(Tone.beep)
    var display = AudioDisplay(isLive: isatty(STDOUT_FILENO) == 1)
    let end = seconds.map { Date().addingTimeInterval(Double($0)) } ?? .distantFuture
    var wasLost = false
    while !stop.isAsked, Date() < end {
      card.wait(milliseconds: 100)
      while let event = card.nextEvent() {
        switch event {
        case .key(let key): display.show(key)
        case .lost(let reason):
          wasLost = true
          display.line(reason)
        case .ready: if wasLost { display.line("The sound card is there.") }
        case .rang: break
        }
      }
      display.show(card.meter)
    }
    return display.finish() ? .good : .failed
  }
}
