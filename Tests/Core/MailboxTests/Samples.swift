import Foundation
import Mailbox
import Testing

let germany = NumberingPlan(countryCode: "49", trunkPrefix: "0")
let italy = NumberingPlan(countryCode: "39", trunkPrefix: "")
let america = NumberingPlan(countryCode: "1", trunkPrefix: "1")

func number(_ e164: String) throws -> PhoneNumber { try #require(PhoneNumber(e164: e164)) }

/// Anna Berg of the tables: +49 211 5551111, extension 111.
func annaBerg(lastName: String = "Berg") throws -> PasscodeOwner {
  PasscodeOwner(
    firstName: "Anna", lastName: lastName, number: try number("+492115551111"),
    extension: try Extension("111"))
}

/// The value after a way through JSON and back.
func recoded<Value: Codable>(_ value: Value) throws -> Value {
  try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
}

/// The value that this JSON text stands for.
func decoded<Value: Decodable>(_: Value.Type, _ json: String) throws -> Value {
  try JSONDecoder().decode(Value.self, from: Data(json.utf8))
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
