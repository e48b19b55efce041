import Audio
import Foundation
import SoundCardLine
import Telephony

/// `voiceportal check audio`: what the sound card hears, live.
enum AudioCheck {
  static let help = """
    voiceportal check audio [--device PCM] [--capture PCM] [--seconds N]

    Plays a tone, then shows the level of what is captured and each key that is heard in it, with
    its level and twist, until Ctrl-C or for N seconds. Exit code 1 if nothing was captured but
    silence.

      --device PCM   what plays, as ALSA names it: default, plughw:0, pulse, …
      --capture PCM  what captures; without it the same
      --seconds N    1 to 3600
    """

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, options: ["--device", "--capture", "--seconds"])
    if let word = arguments.rest.first { throw UsageError(reason: "'\(word)' is too much.") }
    let seconds = try arguments.number("--seconds", in: 1...3_600)
    let card = try SoundCardOption.open(
      playback: arguments.value("--device"), capture: arguments.value("--capture"))
    defer { SoundCardOption.close(card) }
    let stop = StopSignals()
    card.dropEvents()
    card.play(Tone.beep)
    var meter = AudioDisplay(isLive: isatty(STDOUT_FILENO) == 1)
    let end = seconds.map { Date().addingTimeInterval(Double($0)) } ?? .distantFuture
    while !stop.isAsked, Date() < end {
      card.wait(milliseconds: 100)
      while let event = card.nextEvent() {
        switch event {
        case .key(let key): meter.show(key)
        case .lost(let reason): meter.line(reason)
        case .ready: meter.line("The sound card is there.")
        case .rang: break
        }
      }
      meter.show(levelDB: card.levelDB)
    }
    return meter.finish() ? .good : .failed
  }
}

/// Shows a level as a bar that moves in a terminal, and as a line a second elsewhere.
private struct AudioDisplay {
  private let isLive: Bool
  private var loudest = -Double.infinity
  private var loudestOfSecond = -Double.infinity
  private var shown = Date()
  private var keys = 0

  init(isLive: Bool) { self.isLive = isLive }

  mutating func show(levelDB: Double) {
    loudest = max(loudest, levelDB)
    loudestOfSecond = max(loudestOfSecond, levelDB)
    if isLive { return write("\r" + Self.bar(levelDB)) }
    guard -shown.timeIntervalSinceNow >= 1 else { return }
    shown = Date()
    write(Self.bar(loudestOfSecond) + "\n")
    loudestOfSecond = -.infinity
  }

  mutating func show(_ key: KeySound) {
    keys += 1
    let twist = (key.twistDB < 0 ? "" : "+") + Self.text(key.twistDB)
    line("key \(key.character)   level \(Self.text(key.levelDB)) dBFS   twist \(twist) dB")
  }

  mutating func line(_ text: String) {
    write((isLive ? "\r" : "") + text + (isLive ? "\u{1B}[K" : "") + "\n")
  }

  /// - Returns: Whether anything was heard.
  mutating func finish() -> Bool {
    line("\(keys) \(keys == 1 ? "key" : "keys"); loudest \(Self.text(loudest)) dBFS.")
    let isHeard = loudest > -70
    if !isHeard { line("Nothing was captured: is it the right device, and not muted?") }
    return isHeard
  }

  /// From -70 to 0 dBFS.
  private static func bar(_ levelDB: Double) -> String {
    let width = 35
    let filled = Int(max(0, min(Double(width), (levelDB + 70) / 2)))
    let number = text(max(levelDB, -99))
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: " ", count: width - filled) + "] "
      + String(repeating: " ", count: max(0, 6 - number.count)) + number + " dBFS"
  }

  private static func text(_ decibels: Double) -> String {
    decibels.isFinite ? String(format: "%.1f", decibels) : "-inf"
  }

  private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
