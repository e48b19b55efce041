import Secrecy

/// How far a line vouches for the caller's number (requirement C6).
public enum Trust: String, Codable, CaseIterable, Sendable {
  /// A registered device, an identity asserted by a trusted peer, or a line set so.
  case verified
  /// Anybody can claim a number. It identifies, but never logs in without a passcode.
  case claimed
}

/// A call as a line presents it.
public struct IncomingCall: Codable, Equatable, Sendable {
  /// The caller's number or extension as signalled; empty: withheld.
  public var from: String
  public var trust: Trust
  /// Whether the call may be sent on at all; not after it was diverted too often.
  public var mayGoOn = true
  /// 0: the line is for all companies. So small because a call is a value that is copied; a key that
  /// does not fit belongs to no company, and its calls are not in service.
  private var companyOfLine: Int32 = 0
  /// The dialed number, extension or access code.
  public var to: String
  /// Why the phone system sent the call here; `nil` if it did not say.
  public var condition: CallCondition?
  /// Rings that the caller has heard; `nil`: as many as the phone system lets ring.
  public var rings: Int?
  /// The network address that the call comes from, by which wrong passcodes are counted (requirement
  /// C3): `192.0.2.7`, or the /64 of an IPv6 address as `2001:db8:1:2::/64`, because one attacker has
  /// all addresses of it. `nil` if the line has no network, or the peer is trusted.
  public var source: String?
  /// Whom the phone system has sent the call to before, in any notation (requirement D0).
  public var passed: [String] = []

  /// The company whose line it came on: its numbers and extensions alone are meant. `nil`: the line is
  /// for all companies.
  public var company: Int64? {
    get { companyOfLine == 0 ? nil : Int64(companyOfLine) }
    set { companyOfLine = newValue.map(Int32.init(clamping:)) ?? 0 }
  }

  /// A call from `from` to `to`.
  public init(
    from: String, trust: Trust, to: String, condition: CallCondition? = nil, rings: Int? = nil,
    source: String? = nil
  ) {
    self.from = from
    self.trust = trust
    self.to = to
    self.condition = condition
    self.rings = rings
    self.source = source
  }

  /// Decodes a call. Journals of older versions tell nothing of its path.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    from = try fields.decode(String.self, forKey: .from)
    trust = try fields.decode(Trust.self, forKey: .trust)
    to = try fields.decode(String.self, forKey: .to)
    condition = try fields.decodeIfPresent(CallCondition.self, forKey: .condition)
    rings = try fields.decodeIfPresent(Int.self, forKey: .rings)
    source = try fields.decodeIfPresent(String.self, forKey: .source)
    companyOfLine = try fields.decodeIfPresent(Int32.self, forKey: .companyOfLine) ?? 0
    passed = try fields.decodeIfPresent([String].self, forKey: .passed) ?? []
    mayGoOn = try fields.decodeIfPresent(Bool.self, forKey: .mayGoOn) ?? true
  }
}

/// A passcode on its way from the keys to the store (requirement B7).
public struct Passcode: Equatable, Sendable {
  private let secret: Secret<String>

  /// The digits. Only the store and the policy look at them.
  public var digits: String { secret.revealed }

  /// Wraps typed digits.
  public init(_ digits: String) { secret = Secret(digits) }
}
