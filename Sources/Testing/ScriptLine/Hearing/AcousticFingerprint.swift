import Audio
import Glibc

/// What sound looks like, a word of sixteen bits for every 10 ms: whether each frequency band has
/// become louder, compared with its neighbour, than it was 20 ms before. Loudness, a telephone's
/// frequency response and a little noise do not change it much (the idea of Haitsma and Kalker's
/// robust hash).
struct AcousticFingerprint {
  /// Samples from one word to the next.
  static let hop = 80
  /// Samples that a spectrum is made of.
  static let window = 256
  /// A word compares a spectrum with the one so many hops before.
  private static let apart = 2

  private let spectrum = Spectrum()
  private var before: [[Float]] = Array(repeating: [], count: apart)
  private var count = 0

  /// What is seen in one window.
  struct Look {
    var word: UInt16 = 0
    /// The bits of the word that a little noise does not change.
    var sure: UInt16 = 0
    /// Which part of the power is within 50 Hz of 1 kHz: the tone.
    var toneShare: Float = 0
  }

  /// Takes the next window, one hop after the one before.
  mutating func take(_ samples: Span<Int16>) -> Look {
    let powers = spectrum.powers(samples)
    var all: Float = 1
    for bin in Self.edges[0]..<Self.edges[Self.edges.count - 1] { all += powers[bin] }
    let tone = powers[31] + powers[32] + powers[33]
    var differences: [Float] = []
    differences.reserveCapacity(16)
    var last: Float?
    for band in 0..<17 {
      var power: Float = Self.floor
      for bin in Self.edges[band]..<Self.edges[band + 1] { power += powers[bin] }
      let level = log2(power)
      if let last { differences.append(last - level) }
      last = level
    }
    let place = count % Self.apart
    let earlier = before[place]
    before[place] = differences
    count += 1
    var look = Look(toneShare: tone / all)
    guard earlier.count == differences.count else { return look }
    for index in 0..<16 {
      let change = differences[index] - earlier[index]
      if change > 0 { look.word |= 1 << UInt16(index) }
      if abs(change) > Self.sureChange { look.sure |= 1 << UInt16(index) }
    }
    return look
  }

  /// What is seen in a sound: the first look is at its third window.
  static func looks(at samples: Span<Int16>, from start: Int, count: Int) -> [Look] {
    var print = AcousticFingerprint()
    var looks: [Look] = []
    var place = start
    while looks.count < count + apart, place + window <= samples.count {
      looks.append(print.take(samples.extracting(place..<(place + window))))
      place += hop
    }
    return Array(looks.dropFirst(apart))
  }

  /// In octaves of power.
  private static let sureChange: Float = 0.9

  /// Power that changes nothing: that of hiss 48 dB below full scale, in one band.
  private static let floor: Float = 150_000

  /// From 190 Hz to 3.4 kHz in seventeen equal steps of pitch; in bins of 31.25 Hz.
  private static let edges: [Int] = {
    var edges: [Int] = []
    for band in 0...17 {
      let edge = Int((6 * pow(109.0 / 6, Double(band) / 17)).rounded())
      edges.append(max(edge, (edges.last ?? 5) + 1))
    }
    return edges
  }()
}

/// The power in 128 bins of 31.25 Hz, by a fast Fourier transform of 256 samples.
private struct Spectrum {
  private static let size = 256
  private let shape: [Float]
  private let cosines: [Float]
  private let sines: [Float]
  private let order: [Int]

  init() {
    let size = Self.size
    shape = (0..<size).map { Float(0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(size))) }
    cosines = (0..<size / 2).map { Float(cos(2 * Double.pi * Double($0) / Double(size))) }
    sines = (0..<size / 2).map { Float(-sin(2 * Double.pi * Double($0) / Double(size))) }
    order = (0..<size).map { Int(UInt8($0).bitReversed) }
  }

  func powers(_ samples: Span<Int16>) -> [Float] {
    let size = Self.size
    var real = [Float](repeating: 0, count: size)
    var imaginary = [Float](repeating: 0, count: size)
    for index in 0..<size { real[order[index]] = Float(samples[index]) * shape[index] }
    var half = 1
    while half < size {
      let step = size / (2 * half)
      for first in stride(from: 0, to: size, by: 2 * half) {
        for offset in 0..<half {
          let (upper, lower) = (first + offset, first + offset + half)
          let (c, s) = (cosines[offset * step], sines[offset * step])
          let re = real[lower] * c - imaginary[lower] * s
          let im = real[lower] * s + imaginary[lower] * c
          (real[lower], imaginary[lower]) = (real[upper] - re, imaginary[upper] - im)
          (real[upper], imaginary[upper]) = (real[upper] + re, imaginary[upper] + im)
        }
      }
      half *= 2
    }
    return (0..<size / 2).map { real[$0] * real[$0] + imaginary[$0] * imaginary[$0] }
  }
}

extension UInt8 {
  fileprivate var bitReversed: UInt8 {
    var bits = self
    bits = bits >> 4 | bits << 4
    bits = (bits & 0xCC) >> 2 | (bits & 0x33) << 2
    return (bits & 0xAA) >> 1 | (bits & 0x55) << 1
  }
}
