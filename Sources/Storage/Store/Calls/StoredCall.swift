/// A record of a call as a row. What the texts mean is known to those who write them.
public struct StoredCall: Equatable, Sendable {
  public var id: CallToken
  public var line: String
  public var peer: String?
  /// The company's name when the call was written.
  public var company: String?
  /// Its key.
  public var companyID: Int64?
  /// The user whose mailbox it was about; `nil`: nobody's.
  public var mailbox: Int64?
  /// Empty: withheld.
  public var from: String
  public var to: String
  public var trust: String
  /// Why the phone system sent the call here; `nil` if it did not say.
  public var because: String?
  /// Milliseconds since 1970, as all times.
  public var began: Int64
  public var answered: Int64?
  /// `nil` if the call is on, or the server died in it.
  public var ended: Int64?
  public var ending: String?
  public var place: String?
  public var reason: String?
  public var quality: Quality?
  /// Empty where it was not asked for, or there is none.
  public var journal: String

  /// How its sound travelled.
  public struct Quality: Equatable, Sendable {
    public var received: Int
    public var lost: Int
    public var jitterMicroseconds: Int
    public var sent: Int
    public var lostByPeer: Int?

    /// The counts of a call.
    public init(
      received: Int, lost: Int, jitterMicroseconds: Int, sent: Int, lostByPeer: Int? = nil
    ) {
      (self.received, self.lost) = (received, lost)
      (self.jitterMicroseconds, self.sent) = (jitterMicroseconds, sent)
      self.lostByPeer = lostByPeer
    }
  }

  /// A call that began.
  public init(
    id: CallToken, line: String, peer: String? = nil, from: String, to: String, trust: String,
    because: String? = nil, began: Int64
  ) {
    (self.id, self.line, self.peer, self.from, self.to) = (id, line, peer, from, to)
    (self.trust, self.because, self.began) = (trust, because, began)
    journal = ""
  }
}

/// Which calls are wanted.
public struct StoredCallFilter: Equatable, Sendable {
  /// The newest of them.
  public var most = 50
  /// The caller's number as signalled.
  public var from: String?
  /// The called number as signalled.
  public var to: String?
  /// How they ended.
  public var ending: String?
  /// Began at or after this time.
  public var since: Int64?
  /// Began before this time, to turn a page.
  public var before: Int64?
  /// Came to this company.
  public var company: Int64?
  /// Was about this user's mailbox.
  public var mailbox: Int64?
  /// The caller's or the called number holds this.
  public var number: String?

  /// The newest calls.
  public init() {}
}
