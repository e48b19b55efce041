public import Mailbox

/// The ways of a request as History-Info tells them (RFC 7044, and RFC 4244 before it).
public struct HistoryInfo: Equatable, Sendable {
  /// One address that the request was sent to.
  public struct Entry: Equatable, Sendable {
    /// How the address came to be, with the index of the one that it came from (RFC 7044
    /// section 10.3).
    public enum Origin: Equatable, Sendable {
      /// `mp`: another user.
      case mapped([Int])
      /// `rc`: another address of the same user.
      case registered([Int])
      /// `np`: the same address as before.
      case unchanged([Int])
    }

    public var address: NameAddress
    /// The place in the tree, `1.2` as `[1, 2]`; empty: it says none.
    public var index: [Int]
    public var origin: Origin?

    /// Why the request was sent to this address: the `cause` of its URI (RFC 4458, RFC 8119).
    public var cause: Int? { address.uri.parameters["cause"].flatMap { Int($0) } }

    /// Why the address did not take the request: the Reason header inside its URI (RFC 3326).
    public var failure: CallCondition? {
      for header in address.uri.headers.all where header.name.equalsIgnoringCase("Reason") {
        for reason in (header.value ?? "")[...].parts(by: ",") {
          if let condition = Self.condition(reason.trimmed) { return condition }
        }
      }
      return nil
    }

    private static func condition(_ reason: Substring) -> CallCondition? {
      let (name, rest) = reason.cut(at: ";")
      let fields = Parameters(reading: rest ?? "", isEscaped: false)
      guard let cause = fields["cause"].flatMap({ Int($0) }) else { return nil }
      switch name.trimmed.lowercased() {
      case "sip": return CallCondition(response: cause)
      case "q.850": return CallCondition(q850: cause)
      case _: return nil
      }
    }
  }

  /// In the order of their indices; what has none stays behind the one before it.
  public let entries: [Entry]

  /// Reads all History-Info headers of a message, up to 100 entries.
  public init(_ headers: HeaderFields) {
    var last: [Int] = []
    let read = headers.addresses("History-Info").prefix(100).map { address in
      let entry = Entry(address)
      if !entry.index.isEmpty { last = entry.index }
      return (place: last, entry: entry)
    }
    entries = read.enumerated().sorted { a, b in
      a.element.place == b.element.place
        ? a.offset < b.offset : a.element.place.lexicographicallyPrecedes(b.element.place)
    }.map(\.element.entry)
  }

  /// Why the last diversion happened; `nil` if there was none, or it does not say.
  public var lastReason: CallCondition? {
    entries.reversed().lazy.compactMap {
      $0.failure ?? $0.cause.flatMap(CallCondition.init(voicemailCause:))
    }.first
  }

  /// The addresses in the order in which a mailbox is looked for: the one that was first diverted
  /// from, those after it, then those before it, which other numbers only stood for.
  public var targets: [SIPURI] {
    let start = original ?? 0
    return (entries[start...] + entries[..<start]).map(\.address.uri)
  }

  /// The place of the address that was first diverted from: `mp` says it, else the entry above in
  /// the tree, else the one before.
  private var original: Int? {
    if entries.isEmpty { return nil }
    for place in entries.indices.dropFirst() {
      let entry = entries[place]
      // A service number that stands for another is no diversion (RFC 8119).
      if entry.cause == 380 { continue }
      let source = source(of: place)
      let isDiversion =
        entry.cause.flatMap(CallCondition.init(voicemailCause:)) != nil
        || entries[source].failure != nil || entries[place - 1].failure != nil
      if isDiversion { return source }
      if case .mapped = entry.origin { return source }
    }
    return entries.firstIndex { $0.failure != nil }
  }

  private func source(of place: Int) -> Int {
    let entry = entries[place]
    if case .mapped(let index) = entry.origin, let source = find(index) { return source }
    return find(entry.index.dropLast()) ?? place - 1
  }

  private func find(_ index: some Collection<Int>) -> Int? {
    index.isEmpty ? nil : entries.firstIndex { $0.index.elementsEqual(index) }
  }
}

extension HistoryInfo.Entry {
  init(_ address: NameAddress) {
    self.address = address
    index = Self.index(address.parameters["index"]) ?? []
    let origins: [(String, ([Int]) -> Origin)] = [
      ("mp", Origin.mapped), ("rc", Origin.registered), ("np", Origin.unchanged),
    ]
    for (name, make) in origins {
      guard let text = address.parameters[name] else { continue }
      origin = make(Self.index(text) ?? [])
      return
    }
  }

  /// Nobody forwards a call more than 70 times (RFC 3261 section 8.1.1.6): a longer index is a trap.
  private static func index(_ text: String?) -> [Int]? {
    guard let parts = text?.split(separator: ".", omittingEmptySubsequences: false),
      parts.count <= 70
    else { return nil }
    let numbers = parts.compactMap { UInt16($0).map(Int.init) }
    return numbers.count == parts.count ? numbers : nil
  }
}
