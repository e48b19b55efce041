import CallFlow
import Mailbox
import Portal

/// What a caller of a walk types: mostly what the place understands, sometimes anything.
struct WalkCaller {
  let script: Script<VoicePortal>
  /// By place: the keys that do something there.
  private let keys: [Place: [Digit]]
  /// The code that was entered as a new one, to be repeated.
  private var newCode = ""

  init(_ script: Script<VoicePortal>) {
    self.script = script
    var keys: [Place: [Digit]] = [:]
    for place in Place.allCases {
      let leading = script.routes(from: place).compactMap { route -> Digit? in
        let letters = Array(route.label)
        guard letters.count > 2, letters[1] == " " else { return nil }
        return Digit(letters[0])
      }
      keys[place] = leading + script.localKeys(at: place).map(\.digit)
    }
    self.keys = keys
  }

  /// The keys that the caller presses next, typed without waiting.
  mutating func types(
    at place: Place, calling mailbox: String?, passcode: String?, _ random: inout SeededGenerator
  ) -> [Digit] {
    if random.happens(4) { return [random.pick(Digit.allCases)] }
    if let entry = entry(at: place, mailbox, passcode, &random) {
      let end: [Digit] = random.happens(90) ? ["#"] : []
      return entry.compactMap(Digit.init) + end
    }
    guard let useful = keys[place], !useful.isEmpty else {
      return [random.pick(Digit.allCases)]
    }
    return [random.pick(useful)]
  }

  private mutating func entry(
    at place: Place, _ mailbox: String?, _ passcode: String?, _ random: inout SeededGenerator
  ) -> String? {
    let number = random.pick([
      "200", "203", "211", "215", "299", "02115551102", "+", "030778899", "0900555", "1",
    ]).filter { $0 != "+" }
    switch place {
    case .enterNumber: return random.happens(80) ? mailbox ?? "203" : number
    case .enterPasscode: return random.happens(85) ? passcode ?? "765190" : "1111"
    case .enterNewPasscode:
      newCode = random.happens(70) ? freshCode(&random) : random.pick(["123456", "11", "765190"])
      return newCode
    case .repeatNewPasscode: return random.happens(85) ? newCode : "495028"
    case .chooseList: return random.pick(["1", "2", "2", "4", "5"])
    case .enterRecipient, .enterMember, .enterListOwner:
      return random.pick(["", "201", "202", "203", "211", "299"])
    case .enterList: return random.pick(["2", "2", "", "9", "300"])
    case .enterTransferNumber, .enterForwardingNumber: return number
    default: return random.happens(3) ? number : nil
    }
  }

  /// Mostly one that the policy takes.
  private func freshCode(_ random: inout SeededGenerator) -> String {
    String((0..<8).map { _ in random.pick(Array("135792468")) })
  }
}
