/// A key of the telephone. The tones `A` to `D` are no keys here: menus ignore them.
public enum Digit: UInt8, CaseIterable, Sendable {
  case zero = 48
  case one, two, three, four, five, six, seven, eight, nine
  case star = 42
  case pound = 35

  /// The key of a character, or `nil` for anything that is not on a telephone.
  public init?(_ character: Character) {
    guard let ascii = character.asciiValue else { return nil }
    self.init(rawValue: ascii)
  }

  /// How the key is written.
  public var character: Character { Character(Unicode.Scalar(rawValue)) }

  /// 0 to 9; `nil` for `*` and `#`.
  public var number: Int? { self == .star || self == .pound ? nil : Int(rawValue) - 48 }
}

extension Digit: ExpressibleByUnicodeScalarLiteral {
  /// Lets tables write `"7"`. A literal that is no key stops the program where the table is built.
  public init(unicodeScalarLiteral scalar: Unicode.Scalar) {
    guard let digit = Digit(Character(scalar)) else {
      preconditionFailure("'\(scalar)' is not a key of a telephone")
    }
    self = digit
  }
}
