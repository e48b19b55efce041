import Glibc

/// Finds the tone of a key at the end of a recording, however the key was told: a gateway lets some
/// of the tone through before it sends a telephone-event, and by INFO a key is told when all of its
/// tone has come. Less than what ``DTMFDetector`` needs is enough here, since the key is known.
public enum KeyTone {
  /// So far before the end the tone may be: a key by INFO is told when it is over, and later still
  /// where the INFO was lost once (RFC 3261: 500 ms).
  public static let longestMilliseconds = 1_200

  private static let window = 80
  private static let hop = 40
  /// Windows in a row that are a tone: 20 ms.
  private static let shortestRun = 3
  /// Windows of something else that may lie within a tone: a lost packet.
  private static let longestHole = 8
  /// The share of the power of a window that is the key's.
  private static let leastShare = 0.7
  private static let mostTwistDB = 12.0
  private static let leastLevelDB = -45.0

  /// The sample at which the last tone of a key begins, with a margin of 10 ms.
  /// - Parameters:
  ///   - key: In ASCII.
  ///   - samples: 8 kHz; its last ``longestMilliseconds`` are looked at.
  /// - Returns: `nil` if there is no tone of that key.
  public static func start(of key: UInt8, in samples: Span<Int16>) -> Int? {
    guard let tones = frequencies(of: key) else { return nil }
    let first = max(0, samples.count - LineFormat.samples(inMilliseconds: longestMilliseconds))
    let starts = Array(stride(from: first, through: samples.count - window, by: hop))
    let isTone = starts.map { start in
      self.isTone(samples.extracting(start..<start + window), tones)
    }
    guard var begin = lastRun(in: isTone) else { return nil }
    // Back over holes, to where the tone was heard first.
    while let before = isTone[..<begin].lastIndex(of: true), begin - before <= longestHole {
      begin = before
    }
    return max(0, starts[begin] - window)
  }

  /// The begin of the last run that is long enough.
  private static func lastRun(in isTone: [Bool]) -> Int? {
    var length = 0
    for index in isTone.indices.reversed() {
      if isTone[index] {
        length += 1
        if length >= shortestRun { return index }
      } else {
        length = 0
      }
    }
    return nil
  }

  private static func isTone(_ window: Span<Int16>, _ tones: (low: Double, high: Double)) -> Bool {
    let power = Level.power(window, in: 0..<window.count)
    guard Level.decibels(power: power) > leastLevelDB else { return false }
    let low = self.power(of: tones.low, in: window)
    let high = self.power(of: tones.high, in: window)
    let twist = abs(Level.decibels(power: low) - Level.decibels(power: high))
    return low + high >= leastShare * power && twist <= mostTwistDB
  }

  /// The power of one frequency, where full scale is 1.
  private static func power(of hertz: Double, in window: Span<Int16>) -> Double {
    let step = 2 * Double.pi * hertz / Double(LineFormat.sampleRate)
    var (real, imaginary) = (0.0, 0.0)
    for index in window.indices {
      let sample = Double(window[index]) / Level.fullScale
      real += sample * cos(step * Double(index))
      imaginary += sample * sin(step * Double(index))
    }
    let count = Double(window.count)
    return 2 * (real * real + imaginary * imaginary) / (count * count)
  }

  private static func frequencies(of key: UInt8) -> (low: Double, high: Double)? {
    for (index, other) in [UInt8]("123A456B789C*0#D".utf8).enumerated() where other == key {
      return ([697.0, 770, 852, 941][index / 4], [1209.0, 1336, 1477, 1633][index % 4])
    }
    return nil
  }
}
