import Administration
import CallFlow
import Configuration
import Foundation
import Mailbox
import Media
import Portal
import RTP
import SIP
import ScriptLine
import Signalling
import SoundFiles
import Store
import Telephony
import TextFiles

/// What becomes of an input in the program, as far as it can be tried without a call.
enum FuzzFeed {
  // MARK: SIP

  static func messages() throws -> ([UInt8]) -> Void {
    let reader = try MessageReader()
    return { bytes in
      guard let reading = reader.read(bytes) else { return }
      let headers = HeaderFields(reading.headers.map { ($0.name, $0.value) })
      var evidence = IdentityEvidence(headers)
      evidence.isTrustedPeer = true
      guard case .known(let caller) = evidence.identify() else { return }
      let routing = CallRouting(
        requestURI: reading.requestURI, headers: headers, caller: caller)
      for target in routing.targets { _ = SIPURI("sip:\(target)@example.com")?.description }
      for name in ["From", "Contact", "Refer-To", "Diversion", "P-Asserted-Identity"] {
        for address in headers.addresses(name) { _ = NameAddress(address.description) }
      }
      guard let body = reading.body else { return }
      _ = KeyInfo(type: body.type, body: body.text)
      _ = MessageSummary(body.text)?.text
      if body.type == "application/sdp" { descriptions(Array(body.text.utf8)) }
    }
  }

  static func descriptions(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    for policy in SecureMediaPolicy.allCases {
      var answering = MediaNegotiator(
        address: "127.0.0.1", port: 4_000, sessionID: 1, policy: policy)
      _ = try? answering.answer(to: text)
      _ = answering.offer()
      _ = try? answering.accept(answer: text)
    }
  }

  // MARK: Packets

  static func stream(_ bytes: [UInt8]) {
    var keys = TelephoneEventReceiver()
    var buffer = JitterBuffer(codec: .pcma)
    var statistics = RTPStatistics()
    var latch = SymmetricRTPLatch(signalled: MediaAddress(ipv4: 0x7F00_0001, port: 4_000))
    var frame = [UInt8](repeating: 0, count: JitterBuffer.frameLength)
    for (index, packet) in FuzzPackets.packets(of: bytes).enumerated() {
      let packet = Array(packet)
      guard let (header, payload) = RTPHeader.parse(packet.span) else { continue }
      let source = MediaAddress(ipv4: 0x7F00_0001, port: UInt16(4_000 + index % 3))
      _ = latch.receive(header, from: source, isAgreed: true, ownSSRC: 7)
      statistics.receive(header, arrival: UInt32(truncatingIfNeeded: index * 160))
      let sound = packet.span.extracting(payload)
      _ = keys.receive(sound, header, at: index * 20)
      while !buffer.put(header, sound) { take(&buffer, &frame) }
      buffer.tick()
      take(&buffer, &frame)
      _ = keys.tick(at: index * 20)
    }
    buffer.finish()
    take(&buffer, &frame)
    _ = statistics.report(now: 1)
  }

  private static func take(_ buffer: inout JitterBuffer, _ frame: inout [UInt8]) {
    var span = frame.mutableSpan
    while buffer.take(into: &span) != .nothing {}
  }

  static func reports(_ bytes: [UInt8]) {
    var statistics = RTPStatistics()
    for packet in RTCP.parse(bytes.span) ?? [] {
      switch packet {
      case .senderReport(_, let sender, let reports):
        statistics.heard(sender, now: 5)
        for report in reports { _ = report.roundTrip(now: 9) }
      case .receiverReport(_, let reports): for report in reports { _ = report.roundTrip(now: 9) }
      case .description, .bye, .other: break
      }
    }
    _ = statistics.report(now: 7)
  }

  /// As it came, and behind a right tag, so that what is encrypted is read too.
  static func secured(_ bytes: [UInt8]) {
    guard let key = FuzzPackets.key, let mark = bytes.first else { return }
    let suite = SRTPSuite.allCases[Int(mark & 1) % SRTPSuite.allCases.count]
    let isReport = mark & 2 != 0
    let packet = Array(bytes.dropFirst())
    let receiving = SecurePackets(suite, key)
    var opened = [receiving.open(packet, isReport: isReport)]
    if let made = SecurePackets(suite, key).protect(packet, isReport: isReport) {
      opened.append(receiving.open(made, isReport: isReport))
    }
    for plain in opened.compactMap(\.self) {
      if isReport { reports(plain) } else { _ = RTPHeader.parse(plain.span) }
    }
  }

  // MARK: Texts

  static func accounts(_ bytes: [UInt8]) {
    guard let file = try? AccountsFile(Data(bytes), name: "fuzz.json5", folder: "/none") else {
      return
    }
    _ = try? file.install(in: Mailboxes(now: { VirtualClock.start }), now: VirtualClock.start)
  }

  static func configuration(_ bytes: [UInt8]) {
    guard let text = try? PlainText(bytes: bytes).text else { return }
    _ = try? ConfigurationReader.read(text, name: "fuzz.json5", folder: "/none")
  }

  static func table(_ bytes: [UInt8]) {
    guard let text = try? PlainText(bytes: bytes).text,
      let table = try? UserTable(text)
    else { return }
    let accounts = Mailboxes(now: { VirtualClock.start }).accounts
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    _ = try? accounts.add(Company(name: "Acme", plan: plan, portalNumber: "2000"))
    let changes = try? ImportPlan(table, into: accounts, company: nil, mayUpdate: true)
    try? changes?.carryOut(on: accounts)
  }

  static func layout(_ bytes: [UInt8]) {
    guard let text = try? PlainText(bytes: bytes).text,
      let layout = try? Layouts.named("./fuzz.layout", reading: { _ in text })
    else { return }
    _ = try? Script<VoicePortal>(layout: layout)
  }

  static func script(_ bytes: [UInt8]) {
    guard let text = try? PlainText(bytes: bytes).text,
      let script = try? CallScript(text, name: "fuzz.call", folder: FuzzFiles.folder)
    else { return }
    _ = ReportFormat.text.report([ScriptPlayer.play(script, in: ScriptSetting())])
  }

  static func journals() throws -> ([UInt8]) -> Void {
    let flow = try Script<VoicePortal>()
    return { bytes in
      guard let text = try? PlainText(bytes: bytes).text, let journal = try? JournalText(text)
      else { return }
      _ = journal.replay(following: flow)
      _ = JournalScript.text(of: journal, following: flow, accounts: nil)
    }
  }

  // MARK: Sounds

  static func sound(_ bytes: [UInt8]) {
    _ = try? Sound.imported(bytes: bytes, name: "fuzz", limitSeconds: 5)
    guard bytes.starts(with: Array("RIFF".utf8)) else { return }
    // As a recording that is played from its file.
    let path = FuzzFiles.folder + "/recording.wav"
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)),
      let recording = RecordedSound(
        path: path, levelledTo: -20, peakLimitDB: -3, reader: RecordingReader {})
    else { return }
    var frame = [Int16](repeating: 0, count: 160)
    var span = frame.mutableSpan
    for start in stride(from: 0, to: min(recording.count, 8_000), by: 160) {
      _ = recording.copy(start..<min(recording.count, start + 160), into: &span, at: 0)
    }
  }
}
