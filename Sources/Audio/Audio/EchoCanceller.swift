/// Takes the echo of what is played out of what is captured, so that a prompt in the microphone
/// does not hide keys (8 kHz, NLMS).
///
/// Two filters: the one behind always learns; the one in front makes the output, and becomes a
/// copy of the other only after that one was clearly better. So a caller who speaks or presses a
/// key at the same time cannot spoil it, and without an echo the sound stays as it is.
public struct EchoCanceller: Sendable {
  /// How far the filters reach round the delay of the echo: 24 ms.
  static let taps = 192
  /// Samples in a block: 20 ms.
  public static let block = LineFormat.samples(inMilliseconds: 20)
  private static let memory = 8_192
  /// The filters begin so many samples before the delay that was found.
  private static let early = 32

  private var finder = EchoDelay()
  /// A ring of what was played.
  private var played = [Float](repeating: 0, count: memory)
  private var end = 0
  /// Blocks since something was played.
  private var quietBlocks = memory
  private var front = [Float](repeating: 0, count: taps)
  private var behind = [Float](repeating: 0, count: taps)
  private var window = [Float](repeating: 0, count: taps + block)
  private var input = [Float](repeating: 0, count: block)
  private var output = [Float](repeating: 0, count: block)
  /// Where in the past the filters begin.
  private var offset = 0
  /// In how many blocks in a row the filter behind was better.
  private var better = 0

  /// Knows of no echo yet.
  public init() {}

  /// The delay of the echo in samples, when one has been found.
  public var delay: Int? { finder.delay }

  /// Takes a block of what was captured, and what was played during it, and writes what is left
  /// without the echo. All three have ``block`` samples. Does not allocate.
  public mutating func process(
    _ captured: [Int16], whilePlaying sound: [Int16], into result: inout [Int16]
  ) {
    remember(sound)
    let isQuiet = quietBlocks > Self.memory / Self.block
    if !isQuiet { finder.take(captured, whilePlaying: sound) }
    let start = max(0, (finder.delay ?? 0) - Self.early)
    if finder.delay == nil || isQuiet {
      for index in captured.indices { result[index] = captured[index] }
      return
    }
    if start != offset { forget(andBeginAt: start) }
    let loudest = load(captured)
    var total = Float.zero
    for index in input.indices { total += input[index] * input[index] }
    // An echo is at least 6 dB weaker than what was played.
    let isEchoOnly = total < loudest * 0.25
    let (frontError, behindError) = Self.filter(
      window, input, front, &behind, into: &output, learns: isEchoOnly)
    choose(total, frontError, behindError, isEchoOnly: isEchoOnly)
    for index in captured.indices {
      result[index] = Int16(max(-32_768, min(32_767, output[index].rounded())))
    }
  }

  private mutating func remember(_ sound: [Int16]) {
    var isQuiet = true
    for index in sound.indices {
      played[(end + index) & (Self.memory - 1)] = Float(sound[index])
      if sound[index] != 0 { isQuiet = false }
    }
    end += sound.count
    quietBlocks = isQuiet ? quietBlocks + 1 : 0
  }

  private mutating func forget(andBeginAt start: Int) {
    offset = start
    better = 0
    for index in 0..<Self.taps {
      front[index] = 0
      behind[index] = 0
    }
  }

  /// Copies what the filters see.
  /// - Returns: The energy of a block of it, where it is loudest.
  private mutating func load(_ captured: [Int16]) -> Float {
    let first = end - Self.block - offset - Self.taps + Self.memory
    var (sum, loudest) = (Float.zero, Float.zero)
    for index in 0..<Self.taps + Self.block {
      let sample = played[(first + index) & (Self.memory - 1)]
      window[index] = sample
      sum += sample * sample
      if index >= Self.block { sum -= window[index - Self.block] * window[index - Self.block] }
      loudest = max(loudest, sum)
    }
    for index in captured.indices { input[index] = Float(captured[index]) }
    return loudest
  }

  /// Runs both filters over the block.
  /// - Returns: The energy of what each leaves.
  private static func filter(
    _ window: [Float], _ input: [Float], _ front: [Float], _ behind: inout [Float],
    into output: inout [Float], learns: Bool
  ) -> (front: Float, behind: Float) {
    var (frontError, behindError) = (Float.zero, Float.zero)
    unsafe window.withUnsafeBufferPointer { window in
      unsafe front.withUnsafeBufferPointer { front in
        unsafe behind.withUnsafeMutableBufferPointer { behind in
          var power = unsafe energy(window)
          for index in 0..<block {
            // The newest sample that the filters see now is at index + taps.
            let (newest, oldest) = unsafe (window[index + taps], window[index])
            power = max(0, power + newest * newest - oldest * oldest)
            let (a, b) = unsafe products(window, from: index + 1, front, behind)
            let (frontRest, behindRest) = (input[index] - a, input[index] - b)
            output[index] = frontRest
            frontError += frontRest * frontRest
            behindError += behindRest * behindRest
            // Every other sample teaches enough, for half of the work.
            guard learns, index % 2 == 0 else { continue }
            let step = 0.5 * behindRest / (power + floor)
            unsafe add(window, from: index + 1, times: step, to: behind)
          }
        }
      }
    }
    return (frontError, behindError)
  }

  /// So that it does not learn from next to nothing: -60 dBFS.
  private static let floor: Float = 32.768 * 32.768 * Float(taps)

  private mutating func choose(
    _ total: Float, _ frontError: Float, _ behindError: Float, isEchoOnly: Bool
  ) {
    if isEchoOnly, behindError < 0.7 * frontError, behindError < 0.9 * total {
      better += 1
      if better >= 3 {
        for index in 0..<Self.taps { front[index] = behind[index] }
      }
    } else {
      better = 0
    }
    // It adds more than it takes: the way of the echo has changed.
    if frontError > 1.2 * total {
      for index in 0..<Self.taps { front[index] = 0 }
      for index in output.indices { output[index] = input[index] }
    }
    if behindError > 4 * total {
      for index in 0..<Self.taps { behind[index] = front[index] }
    }
  }
}

/// Many at a time: fast enough in a debug build, which has to keep up with the sound too.
private typealias Vector = SIMD16<Float>

@inline(__always)
private func vector(_ values: UnsafeBufferPointer<Float>, _ index: Int) -> Vector {
  unsafe UnsafeRawBufferPointer(values).loadUnaligned(
    fromByteOffset: index * MemoryLayout<Float>.size, as: Vector.self)
}

/// Of as many samples as a filter sees, before the block.
private func energy(_ window: UnsafeBufferPointer<Float>) -> Float {
  var sum = Vector.zero
  for index in stride(from: 0, to: EchoCanceller.taps, by: Vector.scalarCount) {
    let samples = unsafe vector(window, index)
    sum += samples * samples
  }
  return sum.sum()
}

private func products(
  _ window: UnsafeBufferPointer<Float>, from first: Int,
  _ front: UnsafeBufferPointer<Float>, _ behind: UnsafeMutableBufferPointer<Float>
) -> (Float, Float) {
  var (a, b) = (Vector.zero, Vector.zero)
  for index in stride(from: 0, to: EchoCanceller.taps, by: Vector.scalarCount) {
    let samples = unsafe vector(window, first + index)
    unsafe a += samples * vector(front, index)
    unsafe b += samples * vector(UnsafeBufferPointer(behind), index)
  }
  return (a.sum(), b.sum())
}

private func add(
  _ window: UnsafeBufferPointer<Float>, from first: Int, times step: Float,
  to weights: UnsafeMutableBufferPointer<Float>
) {
  for index in stride(from: 0, to: EchoCanceller.taps, by: Vector.scalarCount) {
    let sum =
      unsafe vector(UnsafeBufferPointer(weights), index) + step * vector(window, first + index)
    unsafe UnsafeMutableRawBufferPointer(weights).storeBytes(
      of: sum, toByteOffset: index * MemoryLayout<Float>.size, as: Vector.self)
  }
}
