import Foundation
import Signalling
import Synchronization

/// What a listener was told.
enum Heard: Sendable {
  case invited(Invitation)
  case acknowledged(DialogID, SIPBody?)
  case reoffered(DialogID, SIPBody?)
  case informed(DialogID, SIPBody)
  case referred(DialogID, ReferProgress)
  case asked(DialogID, String)
  case progressed(DialogID, SIPStatus)
  case answered(DialogID, SIPBody?)
  case ended(DialogID, DialogEnding)
  case subscribed(SubscriptionID, IncomingSubscription)
  case unsubscribed(SubscriptionID)
  case bound(Binding)
  case notified(String, SIPStatus)
  case probed(String, SIPStatus)
  case registered(RegistrationID, RegistrationState)
  case report(String)
}

/// A listener that keeps what it is told, and answers offers with its own SDP.
final class RecordingListener: SignallingListener {
  struct TooLate: Error, CustomStringConvertible {
    var description: String
  }

  private let heard = Mutex<[Heard]>([])
  /// What `reoffered` returns; `nil`: 488.
  let answer = Mutex<SIPBody?>(.sdp(RecordingListener.sdp("sendrecv")))

  var all: [Heard] { heard.withLock { $0 } }

  /// The first thing heard that fits; waits for it.
  func first<Wanted>(
    _ what: String = "", within seconds: Double = 25, _ pick: (Heard) -> Wanted?
  ) async throws -> Wanted {
    let end = Date(timeIntervalSinceNow: seconds)
    while true {
      let isLast = Date() >= end
      if let found = all.lazy.compactMap(pick).first { return found }
      if isLast { break }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw TooLate(description: "not heard: \(what); heard: \(all)")
  }

  func invitation() async throws -> Invitation {
    try await first("an invitation") { if case .invited(let call) = $0 { call } else { nil } }
  }

  func ending(_ dialog: DialogID) async throws -> DialogEnding {
    try await first("the end of \(dialog)") {
      if case .ended(dialog, let ending) = $0 { ending } else { nil }
    }
  }

  static func sdp(_ direction: String) -> String {
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
      + "m=audio 40000 RTP/AVP 0\r\na=\(direction)\r\n"
  }

  private func note(_ event: Heard) { heard.withLock { $0.append(event) } }

  func invited(_ invitation: Invitation) { note(.invited(invitation)) }
  func acknowledged(_ dialog: DialogID, _ body: SIPBody?) { note(.acknowledged(dialog, body)) }
  func reoffered(_ dialog: DialogID, _ offer: SIPBody?) -> OfferReply {
    note(.reoffered(dialog, offer))
    return answer.withLock { $0.map { .session($0) } ?? .refused([]) }
  }
  func informed(_ dialog: DialogID, _ body: SIPBody) -> SIPStatus {
    note(.informed(dialog, body))
    return SIPStatus(200, "OK")
  }
  func referred(_ dialog: DialogID, _ progress: ReferProgress) { note(.referred(dialog, progress)) }
  func asked(_ dialog: DialogID, toRefer target: String) { note(.asked(dialog, target)) }
  func progressed(_ dialog: DialogID, _ status: SIPStatus, _ body: SIPBody?) {
    note(.progressed(dialog, status))
  }
  func answered(_ dialog: DialogID, _ body: SIPBody?) { note(.answered(dialog, body)) }
  func ended(_ dialog: DialogID, _ ending: DialogEnding) { note(.ended(dialog, ending)) }
  func subscribed(_ id: SubscriptionID, _ subscription: IncomingSubscription) {
    note(.subscribed(id, subscription))
  }
  func unsubscribed(_ id: SubscriptionID) { note(.unsubscribed(id)) }
  func bound(_ binding: Binding) { note(.bound(binding)) }
  func notified(_ request: NotifyRequest, _ status: SIPStatus) {
    note(.notified(request.uri, status))
  }
  func probed(_ uri: String, _ status: SIPStatus) { note(.probed(uri, status)) }
  func registered(_ id: RegistrationID, _ state: RegistrationState) {
    note(.registered(id, state))
  }
  func report(_ sentence: String) { note(.report(sentence)) }
}
