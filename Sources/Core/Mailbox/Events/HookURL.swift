/// Where a company's events are sent: `https://HOST[:PORT][/PATH]`, or `http` to a host that the
/// operator has listed. The host is a plain name or a plain address: each other way to write an
/// address (`0x7f.1`, `2130706433`, `127.1`) has led some program into its own network.
public struct HookURL: Equatable, Sendable {
  /// As it was typed.
  public let text: String
  public let isEncrypted: Bool
  /// In small letters; an IPv6 address without its brackets.
  public let host: String
  public let port: Int

  public static let longest = 500

  /// `nil` if ``fault(in:)`` finds one.
  public init?(_ text: String) {
    guard let parts = Parts(text) else { return nil }
    (self.text, isEncrypted) = (text, parts.isEncrypted)
    (host, port) = (parts.host, parts.port)
  }

  /// Why a text is no such address, as a sentence; `nil` if it is one.
  public static func fault(in text: String) -> String? {
    Parts(text) == nil
      ? "\"\(text.prefix(80))\" is no address for events; write it like https://example.com/events, "
        + "with a space between two."
      : nil
  }

  private struct Parts {
    var isEncrypted: Bool
    var host: String
    var port: Int

    init?(_ text: String) {
      let isPlain = text.utf8.allSatisfy { (0x21..<0x7F).contains($0) }
      guard isPlain, text.utf8.count <= HookURL.longest, !text.contains("#"), !text.contains("\\")
      else { return nil }
      // Two with a comma between would be one whose path is the second.
      guard !text.contains(",http"), !text.contains(";http") else { return nil }
      let rest: Substring
      if text.hasPrefix("https://") {
        (isEncrypted, rest) = (true, text.dropFirst(8))
      } else if text.hasPrefix("http://") {
        (isEncrypted, rest) = (false, text.dropFirst(7))
      } else {
        return nil
      }
      let authority = rest.prefix { $0 != "/" && $0 != "?" }
      // A name before an @ looks like the host to people.
      guard !authority.contains("@"),
        let place = HookPlace(authority, usualPort: isEncrypted ? 443 : 80)
      else { return nil }
      (host, port) = (place.host, place.port)
    }
  }
}

/// A host with a port.
struct HookPlace {
  var host: String
  var port: Int

  init?(_ text: some StringProtocol, usualPort: Int) {
    var rest = Substring(text)
    if rest.hasPrefix("[") {
      guard let end = rest.firstIndex(of: "]") else { return nil }
      host = rest[rest.index(after: rest.startIndex)..<end].lowercased()
      guard IPAddress(host)?.isVersion6 == true else { return nil }
      rest = rest[rest.index(after: end)...]
    } else {
      let name = rest.prefix { $0 != ":" }
      host = name.lowercased()
      guard Self.isName(host) || IPAddress(host)?.isVersion6 == false else { return nil }
      rest = rest[name.endIndex...]
    }
    port = usualPort
    if rest.isEmpty { return }
    guard rest.hasPrefix(":"), rest.dropFirst().allSatisfy({ ("0"..."9").contains($0) }),
      let number = Int(rest.dropFirst()), (1...65_535).contains(number)
    else { return nil }
    port = number
  }

  /// Labels of letters, digits and hyphens (RFC 1123 section 2.1), of which the last is no number in
  /// any notation.
  private static func isName(_ host: String) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard host.utf8.count <= 253, let last = labels.last else { return false }
    let areLabels = labels.allSatisfy { label in
      !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
        && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
    let isNumber = last.first.map { ("0"..."9").contains($0) } ?? true
    return areLabels && !isNumber
  }
}

/// The hosts of the operator's own network to which events may go, `HOST` or `HOST:PORT` each. They
/// may be reached in clear and at any address; all others need TLS and a public address.
public struct HookHosts: Codable, Equatable, Sendable {
  public var entries: [String]

  /// These hosts.
  public init(_ entries: [String] = []) { self.entries = entries }

  /// Whether a text names a host.
  public static func isEntry(_ text: String) -> Bool { HookPlace(text, usualPort: 0) != nil }

  /// Whether the operator has listed where an address leads.
  public func contains(_ url: HookURL) -> Bool {
    entries.contains { entry in
      guard let place = HookPlace(entry, usualPort: 0) else { return false }
      return place.host == url.host && (place.port == 0 || place.port == url.port)
    }
  }

  /// Why events may not be sent to an address, before its name is looked up; `nil` if they may.
  public func refusal(of url: HookURL) -> String? {
    if contains(url) { return nil }
    if !url.isEncrypted {
      return "Events go by https, or to hosts that the operator has listed, not to \(url.text)."
    }
    if let address = IPAddress(url.host), !address.isPublic {
      return "\(url.host) is no public address, and the operator has not listed it."
    }
    return nil
  }
}
