import SIP

/// Calls that are to take the place of others (RFC 3891): who has asked the portal something on a
/// second line sends her first caller to it.
extension Agent {
  /// What the header Replaces of an INVITE comes to.
  enum Replacement {
    /// It has none.
    case none
    case dialog(DialogID)
    case refused(Answer)
  }

  /// - Parameter device: What the sender has proven.
  func replacement(
    by request: Message, _ evidence: IdentityEvidence, device: String?
  ) -> Replacement {
    guard let value = request.value("Replaces") else { return .none }
    guard let wanted = ReplacedDialog(value) else {
      return .refused(Answer(400, "Malformed Replaces"))
    }
    let key = DialogKey(callID: wanted.callID, localTag: wanted.toTag)
    guard let call = callsByKey[key], call.dialog.remoteTag == wanted.fromTag,
      let caller = call.caller
    else { return .refused(Answer(481, "Call/Transaction Does Not Exist")) }
    switch call.stage {
    case .closing: return .refused(Answer(603, "Declined"))
    // Only who has called may be replaced before the answer, and these calls are not ours.
    case .ringing, .calling: return .refused(Answer(481, "Call/Transaction Does Not Exist"))
    case .established: break
    }
    let referrer = request.value("Referred-By").flatMap { NameAddress($0)?.uri.number }
    let mayReplace = evidence.mayReplace(
      provenBy: device, isSameSource: request.source.network == call.dialog.source?.network,
      referrer: referrer, other: caller)
    guard mayReplace else {
      listener.report(
        "a call was not replaced: the INVITE from \(request.source) does not come from its caller")
      return .refused(Answer(403, "Forbidden"))
    }
    if wanted.isEarlyOnly { return .refused(Answer(486, "Busy Here")) }
    return .dialog(call.id)
  }
}
