import Mailbox

/// One thing that is asked of a store, by names and numbers that mean the same on each of them.
enum ModelStep: Sendable {
  case ask(Asking)
  case hear(Retrieval)
  case administer(Administering)
  case pass(minutes: Int)
  case purge

  /// What calls ask.
  enum Asking: Sendable {
    case arrive(from: Int, to: Int, CallCondition)
    case logIn(Int, code: String, Trust)
    case changePasscode(Int, String)
    case deposit(Int, from: Int?, isUrgent: Bool, isConfidential: Bool, seconds: Int)
    case send(Int, audience: Int, forwarded: Int?, isUrgent: Bool, isConfidential: Bool)
    case change(Int, SettingChange)
    case keepGreeting(Int, GreetingSlot)
    case lookUp(Int, list: Int, of: Int?)
  }

  /// What an owner does with her messages.
  enum Retrieval: Sendable {
    case hear(Int, call: UInt64, isDeleted: Bool)
    case dispose(Int, call: UInt64, message: Int, PendingDecision)
    case deleteAll(Int, call: UInt64)
    case restore(Int)
    case finish(Int, call: UInt64)
  }

  /// What an administrator does.
  enum Administering: Sendable {
    case unlock(Int)
    case assignPasscode(Int, String)
    case forgetGreeting(Int, GreetingSlot)
    case announce(Int, name: String, isKept: Bool)
    case setList(Int, number: Int, members: [Int], isOpen: Bool)
    case removeList(Int, number: Int)
    case rename(Int, String)
    case takeNumber(Int, of: Int)
    case remove(Int)
    case add(Int)
    case changeAndUndo(Int)
  }

  /// How many users there are, of whom some may be gone.
  static let users = 5

  /// A sequence that is the same for the same seed.
  static func sequence(seed: UInt64, count: Int) -> [ModelStep] {
    var dice = Dice(seed: seed)
    return (0..<count).map { _ in random(&dice) }
  }

  private static func random(_ dice: inout Dice) -> ModelStep {
    switch dice.roll(20) {
    case 0...8: .ask(.random(of: dice.roll(users), &dice))
    case 9...14: .hear(.random(of: dice.roll(users), &dice))
    case 15...17: .administer(.random(of: dice.roll(users), &dice))
    case 18: .pass(minutes: dice.pick([1, 10, 90, 60 * 24 * 8]))
    default: .purge
    }
  }
}

extension ModelStep.Asking {
  fileprivate static func random(of user: Int, _ dice: inout Dice) -> Self {
    let users = ModelStep.users
    switch dice.roll(14) {
    case 0:
      return .arrive(
        from: dice.roll(users + 1), to: user, dice.pick([.idle, .busy, .doNotDisturb]))
    case 1...2:
      return .logIn(user, code: dice.pick(codes), dice.pick([.claimed, .verified]))
    case 3: return .changePasscode(user, dice.pick(codes))
    case 4...8:
      return .deposit(
        user, from: dice.flag() ? dice.roll(users + 1) : nil, isUrgent: dice.roll(4) == 0,
        isConfidential: dice.roll(4) == 0, seconds: 1 + dice.roll(20))
    case 9...10:
      return .send(
        user, audience: dice.roll(5), forwarded: dice.flag() ? dice.roll(4) : nil,
        isUrgent: dice.flag(), isConfidential: dice.roll(5) == 0)
    case 11: return .change(user, dice.pick(changes))
    case 12: return .keepGreeting(user, dice.pick(GreetingSlot.allCases))
    default:
      return .lookUp(user, list: 1 + dice.roll(3), of: dice.flag() ? dice.roll(users) : nil)
    }
  }

  private static var changes: [SettingChange] {
    [
      .away(true), .away(false), .playsBusy(true), .deposit(.off), .deposit(.on), .forgetName,
      .forwarding(.busy, isOn: true), .forwardingNumber(.always, digits: "0211 999"),
      .noAnswer(.alternate1), .depositTransfer(digits: "112"), .forwarding(.always, isOn: false),
    ]
  }
}

extension ModelStep.Retrieval {
  fileprivate static func random(of user: Int, _ dice: inout Dice) -> Self {
    let call = UInt64(1 + dice.roll(3))
    switch dice.roll(11) {
    case 0...2: return .hear(user, call: call, isDeleted: dice.roll(3) == 0)
    case 3...6:
      return .dispose(
        user, call: call, message: dice.roll(6), dice.pick(PendingDecision.allCases))
    case 7: return .deleteAll(user, call: call)
    case 8: return .restore(user)
    default: return .finish(user, call: call)
    }
  }
}

extension ModelStep.Administering {
  fileprivate static func random(of user: Int, _ dice: inout Dice) -> Self {
    let number = 1 + dice.roll(3)
    switch dice.roll(12) {
    case 0: return .unlock(user)
    case 1: return .assignPasscode(user, dice.pick(codes))
    case 2: return .forgetGreeting(user, dice.pick(GreetingSlot.allCases))
    case 3: return .announce(user, name: "a\(number)", isKept: dice.flag())
    case 4...5:
      return .setList(
        user, number: number, members: (0..<ModelStep.users).filter { _ in dice.flag() },
        isOpen: dice.flag())
    case 6: return .removeList(user, number: number)
    case 7: return .rename(user, dice.pick(["Hanna", "Ute", "Jan"]))
    case 8: return .takeNumber(user, of: dice.roll(ModelStep.users))
    case 9: return .remove(user)
    case 10: return .add(user)
    default: return .changeAndUndo(user)
    }
  }
}

private let codes = ["495028", "730516", "495028", "861937", "111111"]

/// Numbers that look like chance and come again (SplitMix64).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
  }

  mutating func flag() -> Bool { roll(2) == 0 }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[roll(elements.count)] }
}
