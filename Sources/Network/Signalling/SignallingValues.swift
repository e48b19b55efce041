public import SIP
public import Secrecy
import Synchronization

/// One dialog, or one call on its way to be one. Never used again for another.
public struct DialogID: Hashable, Sendable {
  /// Counts from 1 in every process.
  public let value: UInt64

  /// An id that no dialog has had.
  public static func next() -> DialogID {
    DialogID(value: counter.add(1, ordering: .relaxed).newValue)
  }

  private static let counter = Atomic<UInt64>(0)
}

/// One subscription of a phone to the state of a mailbox.
public struct SubscriptionID: Hashable, Sendable {
  public let value: UInt64
  /// Wraps a number that no other subscription has.
  public init(_ value: UInt64) { self.value = value }
}

/// One registration of ours at another server, chosen by who asks for it.
public struct RegistrationID: Hashable, Sendable {
  public let value: UInt64
  /// Wraps a number that no other registration has.
  public init(_ value: UInt64) { self.value = value }
}

/// How messages travel.
public enum SignallingTransport: String, Sendable, CaseIterable { case udp, tcp, tls }

/// An address on a transport; an IPv6 address stands without brackets.
public struct TransportAddress: Hashable, Sendable {
  public var transport: SignallingTransport
  public var address: String
  public var port: UInt16

  /// An address of its parts.
  public init(_ transport: SignallingTransport, _ address: String, _ port: UInt16) {
    (self.transport, self.address, self.port) = (transport, address, port)
  }
}

/// A header as it stands in a message, unfolded.
public struct SIPHeader: Equatable, Sendable {
  public var name: String
  public var value: String

  /// A header of its parts.
  public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

/// A body with its type, such as `application/sdp`.
public struct SIPBody: Equatable, Sendable {
  public var type: String
  public var text: String

  /// A body of its parts.
  public init(type: String, _ text: String) { (self.type, self.text) = (type, text) }

  /// A session description.
  public static func sdp(_ text: String) -> SIPBody { SIPBody(type: "application/sdp", text) }
}

/// Status code and reason of a response (RFC 3261 section 21).
public struct SIPStatus: Equatable, Sendable {
  public var code: Int
  public var reason: String

  /// A status of its parts.
  public init(_ code: Int, _ reason: String) { (self.code, self.reason) = (code, reason) }

  /// Whether nothing follows on it.
  public var isFinal: Bool { code >= 200 }
  /// Whether it is a 2xx.
  public var isSuccess: Bool { (200..<300).contains(code) }
}

/// An INVITE that begins a call.
public struct Invitation: Sendable {
  public var dialog: DialogID
  /// The request URI as sent.
  public var requestURI: String
  /// Every header, in order, compact names written out (RFC 3261 section 7.3.3), unfolded.
  public var headers: [SIPHeader]
  public var body: SIPBody?
  /// Where it came from, by the socket and not by a header.
  public var source: TransportAddress
  /// What it says and proves about the caller.
  public var evidence: IdentityEvidence
  /// The call whose place this one is to take, when it is answered (RFC 3891); the sender may do that.
  /// Who answers it hangs up the other.
  public var replaced: DialogID?
}

/// A call of our own.
public struct OutgoingCall: Sendable {
  /// Where to, such as `sip:2000@127.0.0.1:5060;transport=tcp`.
  public var uri: String
  /// Who calls, as a URI.
  public var from: String
  public var offer: SIPBody?
  public var headers: [SIPHeader]
  public var credentials: Credentials?

  /// A call of its parts.
  public init(
    uri: String, from: String, offer: SIPBody?, headers: [SIPHeader] = [],
    credentials: Credentials? = nil
  ) {
    (self.uri, self.from, self.offer) = (uri, from, offer)
    (self.headers, self.credentials) = (headers, credentials)
  }
}

/// A user name and password for digest (RFC 2617).
public struct Credentials: Equatable, Sendable {
  public var user: String
  public var password: Secret<String>

  /// Credentials of their parts.
  public init(user: String, password: String) {
    (self.user, self.password) = (user, Secret(password))
  }
}

/// How a REFER goes on.
public enum ReferProgress: Equatable, Sendable {
  /// 202 came; NOTIFYs follow.
  case accepted
  /// What NOTIFY brought: the status of the call that the peer makes.
  case status(SIPStatus)
  /// The REFER was refused, or no NOTIFY can come any more.
  case failed(SIPStatus)
}

/// Why a dialog is over.
public enum DialogEnding: Equatable, Sendable {
  /// BYE from the peer.
  case peerHungUp
  /// CANCEL from the peer before the answer.
  case cancelled
  /// We ended it.
  case weHungUp
  /// The peer refused our call; with a 3xx, where it is to go instead.
  case refused(SIPStatus, contact: String?)
  /// The peer did not answer when it was asked whether the call is still on, or does not know it.
  case vanished
  /// No answer, no ACK, a broken connection: a sentence.
  case failed(String)
}

/// A NOTIFY without a subscription.
public struct NotifyRequest: Equatable, Sendable {
  /// Whom: a registered device's contact or an address at a peer.
  public var uri: String
  public var from: String
  /// Such as `message-summary`.
  public var event: String
  public var body: SIPBody

  /// A request of its parts.
  public init(uri: String, from: String, event: String, body: SIPBody) {
    (self.uri, self.from, self.event, self.body) = (uri, from, event, body)
  }
}

/// A SUBSCRIBE that was accepted.
public struct IncomingSubscription: Equatable, Sendable {
  /// The request URI: whose state is asked for.
  public var requestURI: String
  public var event: String
  public var source: TransportAddress
  /// The device that has proven its password; `nil` if none has.
  public var device: String?
  public var expiresSeconds: Int
}

/// A device that has registered here (RFC 3261 section 10), or has gone.
public struct Binding: Equatable, Sendable {
  public var user: String
  /// Where to send requests to.
  public var contact: String
  /// 0: it has gone.
  public var expiresSeconds: Int
  /// Whether the device has begun anew, rather than refreshed: with another Call-ID it has lost what it
  /// was told (RFC 3261 section 10.2).
  public var isNew: Bool
}

/// A registration of ours at a PBX or a trunk.
public struct Registration: Equatable, Sendable {
  /// Such as `sip:pbx.example.com;transport=tcp`.
  public var registrar: String
  /// The address that is registered.
  public var address: String
  public var credentials: Credentials?
  public var expiresSeconds: Int

  /// A registration of its parts.
  public init(
    registrar: String, address: String, credentials: Credentials?, expiresSeconds: Int = 600
  ) {
    (self.registrar, self.address) = (registrar, address)
    (self.credentials, self.expiresSeconds) = (credentials, expiresSeconds)
  }
}

/// How a registration of ours stands.
public enum RegistrationState: Equatable, Sendable {
  case registered
  /// Why, and when it is tried again.
  case failed(String, retrySeconds: Int)
  case ended
}
