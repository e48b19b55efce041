import CallFlow
import Mailbox
import Portal
public import Store

extension StoredCall {
  /// The row of a call that begins.
  init(_ call: CallBeginning) {
    self.init(
      id: call.id, line: call.line, peer: call.peer, from: call.incoming.from,
      to: call.incoming.to, trust: call.incoming.trust.rawValue,
      because: call.incoming.condition.map { CallOrder.Reason.name(of: $0) }, began: call.began)
  }

  /// The row of a call that has ended.
  init(_ record: CallRecord, company: (id: Int64, name: String)?) {
    self.init(record.beginning)
    (self.company, companyID) = (company?.name, company?.id)
    mailbox = record.mailbox
    (answered, ended) = (record.answered, record.ended)
    ending = record.ending.kind.rawValue
    place = record.ending.place.map { CallFlow.name(of: $0) }
    reason = record.ending.reason
    quality = record.quality.map { quality in
      Quality(
        received: quality.packetsReceived, lost: quality.packetsLost,
        jitterMicroseconds: Int(quality.jitterMilliseconds * 1_000), sent: quality.packetsSent,
        lostByPeer: quality.packetsLostByPeer)
    }
    journal =
      JournalText(
        record.beginning.incoming, language: record.beginning.language, entries: record.journal
      ).text
  }

  /// How the call ended, if the row says it.
  public var callEnding: CallEnding? {
    guard let kind = ending.flatMap(CallEnding.Kind.init) else { return nil }
    return CallEnding(
      kind, place: place.flatMap { name in Place.allCases.first { CallFlow.name(of: $0) == name } },
      reason: reason)
  }
}
