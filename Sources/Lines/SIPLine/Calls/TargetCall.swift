import Audio
import CallFlow
import Media
import Operations
import Portal
import SIP
import Signalling
import Telephony
import Threads

/// A call that the portal makes to the target of a transfer. The two are connected as by RFC 3725,
/// flow I, so that their sound goes from one to the other and needs neither REFER nor a port here:
///
///     caller                portal                 target
///       │ hears it ring       │ ── INVITE, no SDP ──► │
///       │ ◄─ re-INVITE offer ─│ ◄─ 200, offer ─────── │
///       │ ── 200, answer ───► │ ── ACK, answer ─────► │
///       │ ◄═══════════════════ sound ═══════════════► │
///
/// Until the target answers nothing of the caller's call has changed, so she goes on in it when nobody
/// does.
struct TargetCall {
  enum Stage: Equatable {
    case ringing
    /// The caller has been asked for an answer to the target's offer.
    case asking
    case connected
  }

  let dialog: DialogID
  var stage = Stage.ringing
  var isHeardRinging = false

  /// A caller who does not answer an offer within her call for so long stays with the portal.
  static let askingMilliseconds: Int64 = 5_000

  /// What a caller hears while the target's phone rings (ITU-T E.180, as in most of Europe), for as long
  /// as a transfer can last.
  static let ringing = SampleSource(
    Array(
      repeating: Tone.sine(hertz: 425, milliseconds: 1_000, levelDB: -20, rampMilliseconds: 5)
        + Tone.silence(milliseconds: 4_000), count: 24
    ).flatMap(\.self))
}

extension SIPCallLine {
  /// Whether the caller talks to the target of a transfer.
  var isConnected: Bool { targetCall?.stage == .connected }

  /// Calls where the caller wants to go, in her name.
  /// - Parameters:
  ///   - mailbox: The address of the mailbox that sends her.
  ///   - way: The system that is called.
  mutating func callTarget(_ target: String, _ mailbox: String?, callerAt way: ReturnRoute) {
    let call = TargetCall(dialog: .next())
    targetCall = call
    environment.loop.post(.calling(call.dialog, for: dialog))
    var headers: [SIPHeader] = []
    if let mailbox {
      // The target's system is told who has had the call, so that it does not come back (requirement D0).
      headers.append(SIPHeader("Diversion", "<\(mailbox)>;reason=deflection;counter=1"))
      headers.append(SIPHeader("Referred-By", "<\(mailbox)>"))
    }
    if caller.isEmpty { headers.append(SIPHeader("Privacy", "id")) }
    let from = caller.isEmpty ? "sip:anonymous@anonymous.invalid" : way.address(of: caller)
    environment.signalling.perform(
      .invite(
        call.dialog,
        OutgoingCall(
          uri: target, from: from, offer: nil, headers: headers,
          credentials: settings.credentials)))
  }

  /// The target's phone rings: the caller hears it.
  mutating func targetRings() {
    guard targetCall?.stage == .ringing, targetCall?.isHeardRinging == false else { return }
    targetCall?.isHeardRinging = true
    tag += 1
    leg?.stream.play(PlayQueue([TargetCall.ringing]), tag: tag)
  }

  /// The target has answered, with an offer; the caller is asked for her answer.
  mutating func targetAnswered(_ offer: SIPBody?) {
    guard targetCall?.stage == .ringing else { return }
    guard let offer else { return transferEnded(false) }
    targetCall?.stage = .asking
    transferDeadline = MonotonicTime.milliseconds + TargetCall.askingMilliseconds
    leg?.stream.hush()
    let own = SIPBody.sdp(SessionName.renamed(offer.text, session: dialog.value))
    environment.connect(dialog, own)
    environment.signalling.perform(.reoffer(dialog, own))
  }

  /// The caller has answered the target's offer: they talk.
  mutating func callerAnswered(_ answer: SIPBody?) {
    guard let call = targetCall, call.stage == .asking else { return }
    guard let answer else { return transferEnded(false) }
    targetCall?.stage = .connected
    transferDeadline = nil
    environment.connect(call.dialog, answer)
    environment.signalling.perform(.answer(call.dialog, answer))
    statistics = leg?.stream.close()
    leg = nil
    environment.log.info("The caller is connected.", call: name)
  }

  /// One of the two has hung up.
  /// - Returns: Whether they were connected.
  mutating func endConnection() -> Bool {
    guard isConnected else { return false }
    transferEnded(true)
    return true
  }

  /// The call to the target is over.
  mutating func targetEnded() {
    guard let call = targetCall else { return }
    transferEnded(call.stage == .connected)
  }

  /// Ends the call to the target, if there is one; a caller who was not connected is taken back.
  mutating func dropTargetCall() {
    guard let call = targetCall else { return }
    targetCall = nil
    environment.signalling.perform(.hangUp(call.dialog))
    guard let leg else { return }
    leg.stream.hush()
    if call.stage == .asking { environment.takeBack(dialog, leg) }
  }
}

/// The name of a session (`o=`), which must not change within a dialog (RFC 3264 section 8), whoever
/// describes it.
enum SessionName {
  /// The description of another with a session of ours, in a version that is newer than ours was.
  static func renamed(_ description: String, session: UInt64) -> String {
    var lines = description.split(separator: "\r\n", omittingEmptySubsequences: false).map(
      String.init)
    guard let place = lines.firstIndex(where: { $0.hasPrefix("o=") }) else { return description }
    var fields = lines[place].split(separator: " ").map(String.init)
    guard fields.count >= 3 else { return description }
    (fields[0], fields[1], fields[2]) = ("o=-", "\(session)", "1000")
    lines[place] = fields.joined(separator: " ")
    return lines.joined(separator: "\r\n")
  }
}
