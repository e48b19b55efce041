import Glibc

/// What a stream of keys is made of. Levels are in dBm0: a sine at full scale has +3.14.
public struct TrialPlan: Sendable {
  public var milliseconds = 50.0
  public var pause = 50.0
  /// Up to so much is added to each pause, by chance.
  public var pauseSpread = 0.125
  /// Of each tone; of the stronger one when there is twist.
  public var level = -10.0
  /// How much stronger the high tone is, in dB.
  public var twist = 0.0
  /// How far the tones are off, in percent: low and high.
  public var offset = (low: 0.0, high: 0.0)
  /// The keys come in this order again and again.
  public var keys = Array("1234567890*#ABCD".utf8)

  /// Keys of 50 ms with pauses of 50 ms, -10 dBm0 a tone.
  public init() {}

  /// The same, changed.
  public init(_ change: (inout Self) -> Void) { change(&self) }
}

/// Sound with keys in it, and where they are.
public struct TrialStream: Sendable {
  /// Before G.711.
  public var sound: [Double] = []
  /// The keys and where they are.
  public var digits: [(key: UInt8, range: Range<Int>)] = []
  /// For whatever is added to it.
  public var noise: TrialNoise

  /// The amplitude of a sine of a level.
  public static func amplitude(dBm0: Double) -> Double { 32767 * pow(10, (dBm0 - 3.14) / 20) }

  /// - Parameter count: how many keys.
  public init(_ plan: TrialPlan, count: Int, seed: UInt64) {
    noise = TrialNoise(seed: seed)
    // Any place on any detector's grid.
    add(silence: 100 + noise.unit() * 20)
    for index in 0..<count {
      add(plan.keys[index % plan.keys.count], plan)
      add(silence: plan.pause + noise.unit() * plan.pauseSpread)
      // A little more, so that the pattern wanders over the grid without long runs.
      if index % 16 == 15 { add(silence: 60 + noise.unit() * 20) }
    }
    add(silence: 200)
  }

  private mutating func add(silence milliseconds: Double) {
    sound.append(contentsOf: repeatElement(0, count: Int((milliseconds * 8).rounded())))
  }

  private mutating func add(_ key: UInt8, _ plan: TrialPlan) {
    let count = Int((plan.milliseconds * 8).rounded())
    let place = Self.keypad.firstIndex(of: key) ?? 0
    let start = sound.count
    let low = Self.lowTones[place / 4] * (1 + plan.offset.low / 100)
    let high = Self.highTones[place % 4] * (1 + plan.offset.high / 100)
    let levels = (plan.level - max(0, plan.twist), plan.level - max(0, -plan.twist))
    sound.append(contentsOf: repeatElement(0, count: count))
    add(sine: low, dBm0: levels.0, in: start..<start + count)
    add(sine: high, dBm0: levels.1, in: start..<start + count)
    digits.append((key, start..<start + count))
  }

  /// Adds a sine of a random phase.
  public mutating func add(sine hertz: Double, dBm0: Double, in range: Range<Int>? = nil) {
    let amplitude = Self.amplitude(dBm0: dBm0)
    let phase = noise.unit() * 2 * Double.pi
    let turn = 2 * Double.pi * hertz / 8000
    let range = range ?? sound.indices
    for index in range {
      sound[index] += amplitude * sin(phase + turn * Double(index - range.lowerBound))
    }
  }

  /// Adds white noise.
  /// - Parameter below: how much less than the power of the two tones, in dB.
  public mutating func addNoise(below: Double, level: Double) {
    let power = pow(Self.amplitude(dBm0: level), 2)  // Two sines: twice half the square.
    let deviation = (power * pow(10, -below / 10)).squareRoot()
    for index in sound.indices { sound[index] += deviation * noise.gauss() }
  }

  /// Adds the sound once more, later and softer.
  public mutating func addEcho(after milliseconds: Double, decibels: Double) {
    let delay = Int(milliseconds * 8)
    let factor = pow(10, decibels / 20)
    for index in sound.indices.reversed() where index >= delay {
      sound[index] += factor * sound[index - delay]
    }
  }

  /// What the line makes of it: 16 bits, then µ-law and back.
  public func line() -> [Int16] { linear().map(Companding.muLaw) }

  /// 16 bits, cut off at full scale.
  public func linear() -> [Int16] {
    sound.map { Int16(max(-32768, min(32767, $0.rounded()))) }
  }

  static let keypad = Array("123A456B789C*0#D".utf8)
  static let lowTones = [697.0, 770, 852, 941]
  static let highTones = [1209.0, 1336, 1477, 1633]
}
