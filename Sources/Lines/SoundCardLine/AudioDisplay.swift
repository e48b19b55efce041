public import Audio
public import Foundation
public import Telephony

/// Shows a level as a bar that moves in a terminal, and as a line a second elsewhere.
public struct AudioDisplay {
  private let isLive: Bool
  private let write: (String) -> Void
  private let now: () -> Date
  private var loudest = LevelMeter.floor
  /// What a line is to show: the loudest of its second.
  private var second = (rms: LevelMeter.floor, peak: LevelMeter.floor)
  private var shown: Date
  private var keys = 0

  /// Begins with silence.
  /// - Parameter isLive: Whether there is a terminal.
  public init(
    isLive: Bool, now: @escaping () -> Date = { Date() },
    write: @escaping (String) -> Void = { FileHandle.standardOutput.write(Data($0.utf8)) }
  ) {
    self.isLive = isLive
    self.now = now
    self.write = write
    shown = now()
  }

  /// Shows how loud the capture is; called several times a second.
  public mutating func show(_ meter: LevelMeter) {
    loudest = max(loudest, meter.rms)
    if isLive { return write("\r" + Self.bar(rms: meter.rms, peak: meter.peak)) }
    second = (max(second.rms, meter.rms), max(second.peak, meter.peak))
    guard now().timeIntervalSince(shown) >= 1 else { return }
    shown = now()
    write(Self.bar(rms: second.rms, peak: second.peak) + "\n")
    second = (LevelMeter.floor, LevelMeter.floor)
  }

  /// Shows a key that is heard.
  public mutating func show(_ key: KeySound) {
    keys += 1
    let twist = (key.twistDB < 0 ? "" : "+") + Self.text(key.twistDB)
    line("key \(key.character)   level \(Self.text(key.levelDB)) dBFS   twist \(twist) dB")
  }

  /// Writes a line of its own.
  public mutating func line(_ text: String) {
    write((isLive ? "\r" : "") + text + (isLive ? "\u{1B}[K" : "") + "\n")
  }

  /// Writes how many keys were heard, and what was loudest.
  /// - Returns: Whether anything was heard.
  public mutating func finish() -> Bool {
    line("\(keys) \(keys == 1 ? "key" : "keys"); loudest \(Self.text(loudest)) dBFS.")
    let isHeard = loudest > -70
    if !isHeard { line("Nothing was captured: is it the right device, and not muted?") }
    return isHeard
  }

  /// From -70 to 0 dBFS; the peak is a mark behind the bar.
  private static func bar(rms: Double, peak: Double) -> String {
    let width = 35
    let filled = columns(rms, of: width)
    var cells = Array(repeating: Character(" "), count: width)
    for index in 0..<filled { cells[index] = "#" }
    let mark = columns(peak, of: width) - 1
    if mark >= filled { cells[mark] = "|" }
    return "[\(String(cells))] \(padded(rms)) dBFS, peak \(padded(peak))"
  }

  private static func columns(_ decibels: Double, of width: Int) -> Int {
    max(0, min(width, Int((decibels + 70) / 70 * Double(width))))
  }

  private static func padded(_ decibels: Double) -> String {
    let number = text(decibels)
    return String(repeating: " ", count: max(0, 5 - number.count)) + number
  }

  private static func text(_ decibels: Double) -> String { String(format: "%.1f", decibels) }
}
