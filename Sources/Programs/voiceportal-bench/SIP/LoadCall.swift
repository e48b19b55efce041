import Audio
import Configuration
import RTP
import Threads

/// One caller: the texts of his call and his sound.
final class LoadCall {
  enum Stage {
    case calling, talking, leaving, over
  }

  private(set) var stage = Stage.calling
  private(set) var outcome: LoadOutcome
  /// When something is due that is not sound: to repeat what has no answer, or to hang up.
  private(set) var due: Int64 = 0

  private let number: Int
  private let plan: LoadPlan
  private let signalling: LoadSocket
  private let signallingPort: UInt16
  private let media: LoadSocket
  private let mediaPort: UInt16
  private let to: String
  private let keys: [(seconds: Double, key: Character)]
  private var toHeader = ""
  private var answeredAt: Int64 = 0
  /// When the portal was first heard: it takes no key before it has the caller's ACK, and one may be
  /// lost.
  private var heardAt: Int64?
  private var repeats = 0
  private var mediaOut: LoadSound
  private var mediaIn = HeardRow()
  private var soundWay: ImpairedPath?
  private var messageWay: ImpairedPath?

  init(_ number: Int, _ plan: LoadPlan, _ signalling: LoadSocket, port: UInt16) throws {
    (self.number, self.plan, self.signalling) = (number, plan, signalling)
    signallingPort = port
    media = try LoadSocket(address: plan.address)
    mediaPort = media.port
    to = plan.to(number)
    outcome = LoadOutcome(from: plan.from(number))
    keys = plan.keys(number)
    if let trouble = plan.trouble {
      soundWay = ImpairedPath(trouble, seed: UInt64(number))
      messageWay = ImpairedPath(trouble, seed: ~UInt64(number))
    }
    mediaOut = LoadSound(ssrc: UInt32(number + 1), keys: keys.map(\.key))
  }

  var callID: String { "\(plan.name)-\(number)" }

  /// Where the portal takes the sound; `nil` before the answer.
  var portalPort: UInt16? { outcome.portalPort }

  /// Calls.
  func begin(at now: Int64) {
    due = now + 500_000_000
    send(invite)
  }

  // MARK: SIP

  private var uri: String { "sip:\(to)@127.0.0.1:\(plan.port)" }

  private func head(_ method: String, _ sequence: Int, to: String) -> String {
    """
    \(method) \(uri) SIP/2.0\r
    Via: SIP/2.0/UDP \(plan.address):\(signallingPort);branch=z9hG4bK-\(callID)-\(sequence)-\(method)\r
    Max-Forwards: 70\r
    From: <sip:\(outcome.from)@127.0.0.1>;tag=\(callID)\r
    To: \(to)\r
    Call-ID: \(callID)\r
    CSeq: \(sequence) \(method)\r

    """
  }

  private var invite: String {
    let description = """
      v=0\r
      o=- \(number) 1 IN IP4 \(plan.address)\r
      s=-\r
      c=IN IP4 \(plan.address)\r
      t=0 0\r
      m=audio \(mediaPort) RTP/AVP 0 13 101\r
      a=rtpmap:101 telephone-event/8000\r
      a=fmtp:101 0-15\r

      """
    return head("INVITE", 1, to: "<\(uri)>") + """
      Contact: <sip:load@\(plan.address):\(signallingPort)>\r
      Content-Type: application/sdp\r
      Content-Length: \(description.utf8.count)\r
      \r
      \(description)
      """
  }

  /// A request within the call, not sent.
  func request(_ method: String, _ sequence: Int, type: String, body: String) -> String {
    head(method, sequence, to: toHeader) + """
      Contact: <sip:load@\(plan.address):\(signallingPort)>\r
      Content-Type: \(type)\r
      Content-Length: \(body.utf8.count)\r
      \r
      \(body)
      """
  }

  /// The request that began it.
  var firstRequest: String { invite }

  /// Sends something else than the caller's sound from where that comes.
  func sendAsSound(_ bytes: [UInt8]) { media.send(bytes.span) }

  /// Hangs up before its time.
  func hangUp(at now: Int64) { if stage == .talking { lookAtClock(now) } }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    if messageWay == nil { return signalling.send(bytes.span) }
    messageWay?.send(bytes.span, by: signalling, isSound: false)
  }

  private func sendEmpty(_ method: String, _ sequence: Int) {
    send(head(method, sequence, to: toHeader) + "Content-Length: 0\r\n\r\n")
  }

  /// A response to a request of this call, or a request.
  func take(_ message: LoadMessage, at now: Int64) {
    if messageWay?.loses() == true { return }
    if let status = message.status {
      if message.method == "INVITE" { takeAnswer(status, message, at: now) }
      if message.method == "BYE", status >= 200 { end() }
      return
    }
    send(message.okay)
    guard message.method == "BYE", stage == .talking else { return }
    let seconds = Double(now - answeredAt) / 1e9
    outcome.failure = "the portal hung up after \(Int(seconds * 10)) tenths of a second"
    end()
  }

  private func takeAnswer(_ status: Int, _ message: LoadMessage, at now: Int64) {
    guard status >= 200 else { return }
    toHeader = message.to
    sendEmpty("ACK", 1)
    guard stage == .calling else { return }
    guard status < 300, let port = message.mediaPort else {
      outcome.failure = "the portal answered \(status)"
      return end()
    }
    stage = .talking
    answeredAt = now
    due = now + Int64((plan.vanishesAfter ?? plan.seconds) * 1e9)
    outcome.portalPort = port
    media.connect(toPort: port)
  }

  /// Something is due.
  func lookAtClock(_ now: Int64) {
    switch stage {
    case .calling:
      send(invite)
      giveUpLater(now)
    case .talking:
      if mediaIn.lastSound > 0 {
        outcome.spokenMilliseconds = Double(WallTime.now - mediaIn.lastSound) / 1e6 - 20
      }
      outcome.talked = answeredAt..<now
      if let seconds = plan.vanishesAfter {
        if outcome.spokenMilliseconds >= seconds * 1_000 { return end() }
        due = now + 50_000_000
        if now < answeredAt + Int64(plan.seconds * 1e9) { return }
        outcome.failure = "the portal did not stop speaking"
      }
      stage = .leaving
      sendEmpty("BYE", 2)
      due = now + 500_000_000
    case .leaving:
      sendEmpty("BYE", 2)
      giveUpLater(now)
    case .over: break
    }
  }

  private func giveUpLater(_ now: Int64) {
    repeats += 1
    due = now + 1_000_000_000
    guard repeats > 20 else { return }
    outcome.failure = "the portal did not answer"
    end()
  }

  private func end() {
    stage = .over
    (outcome.heard, outcome.late) = (mediaIn.heard, mediaIn.late)
    outcome.latestMilliseconds = Double(mediaIn.latest) / 1e6
    outcome.promptMilliseconds = mediaIn.promptTime.map { Double($0) / 1e6 }
    media.close()
  }

  // MARK: Sound

  /// Sends the packet of 20 ms and takes what has come.
  func speak(_ datagrams: inout LoadDatagrams, at now: Int64) {
    guard stage == .talking else { return }
    if let next = mediaOut.nextKey, next < keys.count, let heardAt,
      Double(now - heardAt) >= keys[next].seconds * 1e9
    {
      mediaOut.press()
      if next == keys.firstIndex(where: { $0.key == "#" }) { mediaIn.keyTime = WallTime.now }
    }
    let length = mediaOut.next(&datagrams)
    if soundWay == nil {
      media.send(datagrams.bytes.span.extracting(first: length))
    } else {
      soundWay?.send(datagrams.bytes.span.extracting(first: length), by: media, isSound: true)
    }
    outcome.sent += 1
    // To ask once more costs as much as half a packet, so only each tenth look is until nothing is
    // left. When a packet came is said by the kernel.
    var left = outcome.sent % 10 == 0 ? Int.max : 1
    while left > 0, let (count, time) = media.receiveTimed(into: &datagrams) {
      left -= 1
      guard let header = RTPHeader.parse(datagrams.bytes.span.extracting(first: count))?.header,
        header.payloadType == G711Codec.pcmu.payloadType
      else { continue }
      if heardAt == nil {
        heardAt = now
        due += now - answeredAt
      }
      mediaIn.take(header, at: time)
    }
  }
}

/// When the sound came that a caller has heard. Times are nanoseconds.
private struct HeardRow {
  private(set) var heard = 0
  private(set) var late = 0
  private(set) var latest: Int64 = 0
  private(set) var lastSound: Int64 = 0
  private(set) var promptTime: Int64?
  /// When the key went after which a prompt is waited for.
  var keyTime: Int64?
  /// When the packet of the row came that was earliest for its place, and its place.
  private var start: Int64 = 0
  private var place: UInt32 = 0

  mutating func take(_ header: RTPHeader, at time: Int64) {
    heard += 1
    lastSound = time
    if let key = keyTime, time > key {
      promptTime = time - key
      keyTime = nil
    }
    if header.marker || start == 0 { (start, place) = (time, header.timestamp) }
    let samples = Int32(bitPattern: header.timestamp &- place)
    let lateness = time - (start + Int64(samples) * 125_000)
    // A sender that was late at first is found out when it is in time.
    if lateness < 0 { (start, place) = (time, header.timestamp) }
    latest = max(latest, lateness)
    if lateness >= 20_000_000 { late += 1 }
  }
}
