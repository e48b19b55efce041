import CSodium
import Mailbox

/// What one guess of a passcode costs, by argon2id.
public struct PasscodeCost: Equatable, Sendable {
  /// Passes over the memory.
  public var passes: UInt64
  /// Memory in bytes, at least 8,192.
  public var bytes: Int

  /// A cost from both measures.
  public init(passes: UInt64, bytes: Int) {
    self.passes = passes
    self.bytes = bytes
  }

  /// 1 pass over 2 MiB, about 1 ms. A caller waits for it, and a million codes of six digits fall
  /// at any price that she would bear; what guards them is the secret and the lock-out.
  public static let standard = PasscodeCost(passes: 1, bytes: 2 << 20)
  /// 2 passes over 19 MiB, as OWASP advises for what people choose freely: web passwords.
  public static let password = PasscodeCost(passes: 2, bytes: 19 << 20)
  /// The least that argon2id allows, for tests: under 0.1 ms.
  public static let test = PasscodeCost(passes: 1, bytes: 8 << 10)
}

/// Turns passcodes into what may be stored (requirement B7): argon2id with its own salt over the
/// passcode keyed with the server's secret. Who steals the database alone cannot try codes.
struct Argon2PasscodeHasher: PasscodeHasher {
  private let secret: PasscodeSecret
  private let cost: PasscodeCost
  /// Of no passcode: checked where there is no mailbox, so that it takes the same time (C4).
  private let dummy: String
  private let passwordCost: PasscodeCost
  private let passwordDummy: String

  /// Hashes new passcodes at this cost, and web passwords at theirs, unless the cost is that of tests.
  init(_ secret: PasscodeSecret, cost: PasscodeCost) throws(StoreError) {
    self.secret = secret
    self.cost = cost
    passwordCost = cost == .test ? .test : .password
    var generator = SystemRandomNumberGenerator()
    let noPasscode = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    dummy = try Self.slowHash(noPasscode, cost: cost)
    passwordDummy = try Self.slowHash(noPasscode, cost: passwordCost)
  }

  /// What is stored for a passcode: salt, cost and hash in one text.
  func hash(_ passcode: Passcode) throws(StoreError) -> String {
    try hash(passcode.digits, cost: cost)
  }

  /// Whether the passcode is the one of `hash`. Without a hash it is not, and takes as long.
  func isRight(_ passcode: Passcode, for hash: String?) -> Bool {
    isRight(passcode.digits, for: hash, orElse: dummy)
  }

  func hash(_ password: WebPassword) throws(StoreError) -> String {
    try hash(password.text, cost: passwordCost)
  }

  func isRight(_ password: WebPassword, for hash: String?) -> Bool {
    isRight(password.text, for: hash, orElse: passwordDummy)
  }

  private func hash(_ text: String, cost: PasscodeCost) throws(StoreError) -> String {
    var keyed = secret.keyed(Array(text.utf8))
    defer { Self.clear(&keyed) }
    return try Self.slowHash(keyed, cost: cost)
  }

  private func isRight(_ text: String, for hash: String?, orElse dummy: String) -> Bool {
    var keyed = secret.keyed(Array(text.utf8))
    defer { Self.clear(&keyed) }
    let isRight = unsafe keyed.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
        guard let start = bytes.baseAddress else { return false }
        return unsafe crypto_pwhash_str_verify(hash ?? dummy, start, UInt64(bytes.count)) == 0
      }
    }
    return isRight && hash != nil
  }

  private static func slowHash(_ keyed: [UInt8], cost: PasscodeCost) throws(StoreError) -> String {
    var result = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let code = unsafe keyed.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
        guard let start = bytes.baseAddress else { return Int32(-1) }
        return unsafe crypto_pwhash_str(
          &result, start, UInt64(bytes.count), cost.passes, cost.bytes)
      }
    }
    guard code == 0 else {
      throw .broken(place: "passcode", reason: "no \(cost.bytes) bytes of memory to hash it")
    }
    return String(decoding: result.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func clear(_ bytes: inout [UInt8]) {
    unsafe sodium_memzero(&bytes, bytes.count)
  }
}
