extension PasscodePolicy {
  /// A random passcode that satisfies the policy (B6); each one that does is equally likely.
  /// - Parameters:
  ///   - length: the number of digits; nil for the policy's minimum.
  ///   - generator: the system's secure one in the product, a seeded one in tests.
  ///   - isRefused: asked last, for what only the caller can know: old passcodes, kept hashed.
  public func generate(
    for owner: PasscodeOwner, length: Int? = nil,
    using generator: inout some RandomNumberGenerator,
    isRefused: (String) -> Bool = { _ in false }
  ) throws(PasscodeGeneratorError) -> String {
    let length = length ?? minimumLength
    guard length > 0, length >= minimumLength, length <= maximumLength else {
      throw .lengthNotAllowed(length, minimum: minimumLength, maximum: maximumLength)
    }
    for _ in 0..<Self.generatorTries {
      let passcode = Self.randomDigits(length, using: &generator)
      let broken = firstBroken(by: passcode, of: owner, isReverseOfOld: false, isInHistory: false)
      if broken == nil && !isRefused(passcode) { return passcode }
    }
    throw .noneFound(tries: Self.generatorTries)
  }

  // In both profiles more than half of all six-digit codes are allowed. A policy that refuses 200
  // random ones in a row cannot be met, or leaves so few that they are easily guessed.
  private static let generatorTries = 200

  private static func randomDigits(
    _ length: Int, using generator: inout some RandomNumberGenerator
  ) -> String {
    var digits = ""
    for _ in 0..<length { digits += String(Int.random(in: 0...9, using: &generator)) }
    return digits
  }
}

/// Why no passcode could be generated (B6).
public enum PasscodeGeneratorError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The wished length is not within the policy's limits.
  case lengthNotAllowed(Int, minimum: Int, maximum: Int)
  /// The policy refused as many random passcodes.
  case noneFound(tries: Int)

  /// The reason as a whole sentence.
  public var description: String {
    switch self {
    case .lengthNotAllowed(let length, let minimum, let maximum):
      "A passcode of \(length) digits cannot be generated:"
        + " the policy wants at least \(minimum) and at most \(maximum)."
    case .noneFound(let tries):
      "No passcode could be generated: the policy refused \(tries) random ones."
    }
  }
}
