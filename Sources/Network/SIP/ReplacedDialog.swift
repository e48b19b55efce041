/// The dialog whose place a call is to take, as the header Replaces names it (RFC 3891).
public struct ReplacedDialog: Equatable, Sendable, CustomStringConvertible {
  public var callID: String
  /// The tag of who receives the header.
  public var toTag: String
  /// The tag of the other side.
  public var fromTag: String
  /// Whether a call that was answered is to be left alone.
  public var isEarlyOnly: Bool

  /// A dialog of its parts.
  public init(callID: String, toTag: String, fromTag: String, isEarlyOnly: Bool = false) {
    (self.callID, self.toTag, self.fromTag) = (callID, toTag, fromTag)
    self.isEarlyOnly = isEarlyOnly
  }

  /// Reads the header's value; `nil` if it has not all that section 6.1 asks for, or twice.
  public init?(_ text: String) {
    let (head, rest) = text[...].cut(at: ";")
    let parameters = Parameters(reading: rest ?? "", isEscaped: false)
    func only(_ name: String) -> String? {
      let all = parameters.all.filter { $0.name.equalsIgnoringCase(name) }
      return all.count == 1 ? all[0].value : nil
    }
    let callID = String(head.trimmed)
    guard !callID.isEmpty, let toTag = only("to-tag"), let fromTag = only("from-tag") else {
      return nil
    }
    self.init(
      callID: callID, toTag: toTag, fromTag: fromTag, isEarlyOnly: parameters["early-only"] != nil)
  }

  /// The header's value.
  public var description: String {
    "\(callID);to-tag=\(toTag);from-tag=\(fromTag)" + (isEarlyOnly ? ";early-only" : "")
  }
}

extension IdentityEvidence {
  /// Whether who sends an INVITE may end another's call and take its place (RFC 3891 section 5). To know
  /// Call-ID and tags is not enough: they travel in clear.
  ///
  /// | the sender | because |
  /// |---|---|
  /// | comes from where the other call comes from | it is the same phone, PBX or proxy |
  /// | is a trusted peer | it answers for its phones |
  /// | has proven a device that has the other call | it is the same caller |
  /// | has proven a device, and the other caller has referred it (Referred-By) | she has sent it |
  ///
  /// - Parameters:
  ///   - device: What the sender has proven; `nil`: nothing.
  ///   - isSameSource: Whether both come from one network address.
  ///   - referrer: The user of Referred-By; `nil` if there is none.
  ///   - other: The evidence of the other call, and its device.
  public func mayReplace(
    provenBy device: String?, isSameSource: Bool, referrer: String?,
    other: (evidence: IdentityEvidence, device: String?)
  ) -> Bool {
    if isTrustedPeer || isSameSource { return true }
    guard let device else { return false }
    let names = [other.device, other.evidence.from].compactMap(\.self).filter { !$0.isEmpty }
    return other.device == device || referrer.map(names.contains) ?? false
  }
}
