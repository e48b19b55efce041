public import Mailbox

/// Who calls whom, as it is written in a line: `call from 0211-555-1111 to portal`,
/// `from 0221-4710123 to 111 because busy claimed`. Numbers may hold spaces.
public struct CallOrder: Equatable, Sendable {
  /// As written; `withheld` for a number that is not shown. `nil` if not said.
  public var from: String?
  /// As written; `portal` for the portal's own number. `nil` if not said.
  public var to: String?
  public var because: Reason?
  public var trust: Trust?

  /// Why the phone system sends a call to the mailbox, in the words of a call script.
  public enum Reason: String, CaseIterable, Sendable {
    case busy
    case noAnswer = "no-answer"
    case always
    case doNotDisturb = "dnd"
    case unreachable

    /// What a line then signals.
    public var condition: CallCondition {
      switch self {
      case .busy: .busy
      case .noAnswer: .noAnswer
      case .always: .unconditional
      case .doNotDisturb: .doNotDisturb
      case .unreachable: .unreachable
      }
    }

    /// The word for a condition, also for one that no script can say.
    public static func name(of condition: CallCondition) -> String {
      allCases.first { $0.condition == condition }?.rawValue ?? condition.rawValue
    }
  }

  /// An order of these parts.
  public init(
    from: String? = nil, to: String? = nil, because: Reason? = nil, trust: Trust? = nil
  ) {
    self.from = from
    self.to = to
    self.because = because
    self.trust = trust
  }

  /// Reads a line, with or without `call` in front.
  /// - Throws: ``CallOrderError`` with the word that is wrong.
  public init(_ line: String) throws(CallOrderError) {
    self.init()
    var words = line.split(whereSeparator: \.isWhitespace).map(String.init)[...]
    if words.first == "call" { words.removeFirst() }
    guard !words.isEmpty else { throw CallOrderError(reason: "the line is empty") }
    while let word = words.popFirst() {
      switch word {
      case "from": from = try Self.number(after: word, &words)
      case "to": to = try Self.number(after: word, &words)
      case "because": because = try Self.reason(words.popFirst())
      default:
        guard let trust = Trust(rawValue: word) else {
          throw CallOrderError(
            reason: "'\(word)' is none of from, to, because, verified and claimed")
        }
        self.trust = trust
      }
    }
  }

  private static let keywords: Set<String> =
    Set(["from", "to", "because"] + Trust.allCases.map(\.rawValue))

  private static func number(
    after keyword: String, _ words: inout ArraySlice<String>
  ) throws(CallOrderError) -> String {
    let parts = words.prefix { !keywords.contains($0) }
    words = words.dropFirst(parts.count)
    guard !parts.isEmpty else {
      throw CallOrderError(reason: "there is no number after \(keyword)")
    }
    return parts.joined(separator: " ")
  }

  private static func reason(_ word: String?) throws(CallOrderError) -> Reason {
    guard let word, let reason = Reason(rawValue: word) else {
      let known = Reason.allCases.map(\.rawValue).joined(separator: ", ")
      throw CallOrderError(
        reason: "because is followed by one of \(known), not by '\(word ?? "nothing")'")
    }
    return reason
  }
}

/// A line that says no call. The description is a sentence without its full stop.
public struct CallOrderError: Error, Equatable, Sendable, CustomStringConvertible {
  public let reason: String

  public var description: String { reason }
}
