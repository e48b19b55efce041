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
  /// The least that argon2id allows, for tests: under 0.1 ms.
  public static let test = PasscodeCost(passes: 1, bytes: 8 << 10)
}

/// Turns passcodes into what may be stored (requirement B7): argon2id with its own salt over the
/// passcode keyed with the server's secret. Who steals the database alone cannot try codes.
struct PasscodeVault: Sendable {
  private let secret: [UInt8]
  private let cost: PasscodeCost
  /// Of no passcode: checked where there is no mailbox, so that it takes the same time (C4).
  private let dummy: String

  /// Reads the server's secret, or makes it at the first start.
  /// - Throws: ``StoreError`` when the secret is missing, is not the one that the stored passcodes
  ///   were keyed with, or can be read by others.
  init(
    of directory: DataDirectory, database: Database, cost: PasscodeCost
  ) throws(StoreError) {
    guard sodium_init() >= 0 else {
      throw .broken(place: "libsodium", reason: "it cannot be started")
    }
    let isNeeded = try database.exists("SELECT 1 FROM passcodes")
    secret = try Self.secret(of: directory, isNeeded: isNeeded)
    self.cost = cost
    dummy = try Self.slowHash(Self.randomBytes(32), cost: cost)
    let fingerprint = Self.keyed(Array("the secret of this database".utf8), with: secret)
    let known = try database.first("SELECT value FROM facts WHERE name = 'secret'") { $0.blob(0) }
    if known == fingerprint { return }
    guard !isNeeded else {
      throw .broken(
        place: directory.secret,
        reason: "this is not the secret that the stored passcodes were made with; "
          + "put the right file back from a backup")
    }
    try database.run(
      """
      INSERT INTO facts (name, value) VALUES ('secret', ?)
      ON CONFLICT DO UPDATE SET value = excluded.value
      """, .blob(fingerprint))
  }

  /// What is stored for a passcode: salt, cost and hash in one text.
  func hash(_ passcode: Passcode) throws(StoreError) -> String {
    var keyed = Self.keyed(Array(passcode.digits.utf8), with: secret)
    defer { Self.clear(&keyed) }
    return try Self.slowHash(keyed, cost: cost)
  }

  /// Whether the passcode is the one of `hash`. Without a hash it is not, and takes as long.
  func isRight(_ passcode: Passcode, for hash: String?) -> Bool {
    var keyed = Self.keyed(Array(passcode.digits.utf8), with: secret)
    defer { Self.clear(&keyed) }
    let isRight = unsafe keyed.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
        guard let start = bytes.baseAddress else { return false }
        return unsafe crypto_pwhash_str_verify(hash ?? dummy, start, UInt64(bytes.count)) == 0
      }
    }
    return isRight && hash != nil
  }

  /// - Parameter isNeeded: Whether passcodes are stored, which a new secret could not check.
  private static func secret(of directory: DataDirectory, isNeeded: Bool) throws(StoreError)
    -> [UInt8]
  {
    let path = directory.secret
    if try Disk.status(of: path) == nil {
      guard !isNeeded else {
        throw .broken(
          place: path,
          reason: "the secret is missing, and without it no stored passcode can be checked; "
            + "put the file back from a backup")
      }
      try make(in: directory)
    }
    guard let status = try Disk.status(of: path), !status.isOpenToOthers else {
      throw .broken(place: path, reason: "others can read the secret; it must have mode 600")
    }
    let secret = try Disk.read(path)
    guard secret.count == secretLength else {
      throw .broken(
        place: path, reason: "the secret has \(secret.count) bytes, not \(secretLength)")
    }
    return secret
  }

  private static let secretLength = 32

  /// Two programs may start at once: each writes its own, and the first to name it wins.
  private static func make(in directory: DataDirectory) throws(StoreError) {
    let draft = directory.secret + ".\(UInt64.random(in: .min ... .max)).tmp"
    try Disk.write(randomBytes(secretLength), toNew: draft)
    defer { try? Disk.remove(draft) }
    _ = try Disk.link(draft, as: directory.secret)
    try Disk.sync(directory.path)
  }

  private static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  private static func keyed(_ text: [UInt8], with secret: [UInt8]) -> [UInt8] {
    var text = text
    var result = [UInt8](repeating: 0, count: 32)
    unsafe crypto_generichash(
      &result, result.count, text, UInt64(text.count), secret, secret.count)
    clear(&text)
    return result
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
