import Foundation
public import Mailbox

/// An event as JSON, in the form of Standard Webhooks (standardwebhooks.com): what has happened, when,
/// and the facts. The same event is always the same text.
public enum HookPayload {
  private struct Payload: Encodable {
    let type: String
    let timestamp: String
    let data: Facts
  }

  private struct Facts: Encodable {
    let company: String
    let mailbox: HookedMailbox?
    let message: Message?
  }

  private struct Message: Encodable {
    let id: Int64?
    let from: String?
    let received: String
    let seconds: Double
    let urgent: Bool
    let confidential: Bool
  }

  /// The text of an event.
  public static func json(_ event: HookEvent) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let message = event.message.map {
      Message(
        id: $0.id, from: $0.from, received: time($0.received),
        seconds: Double($0.milliseconds) / 1_000, urgent: $0.isUrgent,
        confidential: $0.isConfidential)
    }
    let payload = Payload(
      type: event.kind.rawValue, timestamp: time(event.at),
      data: Facts(company: event.company, mailbox: event.mailbox, message: message))
    return String(decoding: try encoder.encode(payload), as: UTF8.self)
  }

  private static func time(_ milliseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(.iso8601)
  }
}
