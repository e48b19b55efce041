public import CallFlow
public import Mailbox
public import Portal
public import Store

/// What is known of a served call when it begins.
public struct CallBeginning: Equatable, Sendable {
  public var id: CallToken
  /// The line of the server: `sip 1`, `sound-card 2`, by its place in the configuration.
  public var line: String
  /// The address that signals the call, such as `udp:192.0.2.7:5060`; `nil` if the line has none.
  public var peer: String?
  public var incoming: IncomingCall
  /// Spoken before a mailbox is known.
  public var language: Language
  /// Milliseconds since 1970.
  public var began: Int64

  /// A call that begins.
  public init(
    id: CallToken, line: String, peer: String? = nil, incoming: IncomingCall, language: Language,
    began: Int64
  ) {
    (self.id, self.line, self.peer) = (id, line, peer)
    (self.incoming, self.language, self.began) = (incoming, language, began)
  }
}

/// What is kept of a served call (requirement K3): who called whom and why, when, how it ended, how
/// it sounded, and its journal, which holds no digit of a passcode.
public struct CallRecord: Equatable, Sendable {
  public var beginning: CallBeginning
  /// The company that the call came to; `nil` if its number belongs to none.
  public var company: Int64?
  /// The user whose mailbox it was about: whom it came to, or who has logged in; `nil`: nobody's.
  public var mailbox: Int64?
  /// Milliseconds since 1970; `nil` if it was not answered.
  public var answered: Int64?
  /// Milliseconds since 1970.
  public var ended: Int64
  public var ending: CallEnding
  /// `nil` where no packets travelled.
  public var quality: CallQuality?
  public var journal: [Journal<VoicePortal>.Entry]

  /// A record of a call that has ended.
  public init(
    _ beginning: CallBeginning, company: Int64? = nil, mailbox: Int64? = nil,
    answered: Int64? = nil, ended: Int64,
    ending: CallEnding, quality: CallQuality? = nil, journal: [Journal<VoicePortal>.Entry] = []
  ) {
    (self.beginning, self.company, self.answered) = (beginning, company, answered)
    self.mailbox = mailbox
    (self.ended, self.ending, self.quality, self.journal) = (ended, ending, quality, journal)
  }
}

/// How the sound of a call travelled, as the portal counted it (RFC 3550).
public struct CallQuality: Equatable, Sendable {
  public var packetsReceived: Int
  /// Packets of the caller that did not come.
  public var packetsLost: Int
  /// How unevenly the caller's packets came, in milliseconds.
  public var jitterMilliseconds: Double
  public var packetsSent: Int
  /// Packets of the portal that the caller missed, if she told.
  public var packetsLostByPeer: Int?

  /// The counts of one call.
  public init(
    packetsReceived: Int, packetsLost: Int, jitterMilliseconds: Double, packetsSent: Int,
    packetsLostByPeer: Int? = nil
  ) {
    (self.packetsReceived, self.packetsLost) = (packetsReceived, packetsLost)
    (self.jitterMilliseconds, self.packetsSent) = (jitterMilliseconds, packetsSent)
    self.packetsLostByPeer = packetsLostByPeer
  }
}

/// Keeps records of calls. Called on the threads of the calls, which must not wait here.
public protocol CallRecordKeeper: AnyObject, Sendable {
  /// A call has begun: if the server dies, this is all that is known of it.
  func began(_ call: CallBeginning)
  /// The call is over.
  func ended(_ record: CallRecord)
}
