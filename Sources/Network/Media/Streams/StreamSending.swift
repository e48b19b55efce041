import Audio
import RTP

/// What goes out: sound, keys, and a sign of life in silence.
extension StreamState {
  /// How often something is sent in silence.
  private static let keepAliveTime = MonotonicTime.second / 2
  /// The level of our comfort noise, in dB below the overload point (RFC 3389).
  private static let comfortLevel: UInt8 = 78

  /// Whether packets may go now; else what is played stands still.
  func maySend(_ terms: NegotiatedFormat) -> Bool {
    terms.sends && proof.permits(hearing.destination)
  }

  /// Whether the caller can hear what is played; else it stands still.
  func isHeard(at now: Int64) -> Bool {
    cutThrough.isOpen(at: Int(now / MonotonicTime.millisecond))
  }

  mutating func speak(
    _ terms: NegotiatedFormat, at now: Int64, late: Int64, _ desk: inout PacketReader,
    _ events: inout [MediaEvent], _ counters: inout MediaCounters
  ) {
    if dialling.isActive {
      dial(terms, at: now, late: late, &desk, &events, &counters)
    } else if player.hasSound, isHeard(at: now) {
      // Ahead of its time by a start: a turn is left out for it.
      guard talk.ahead(at: now) <= RTPSender.turnAhead else { return }
      sendSound(terms, at: now, late: late, &desk, &counters)
    } else {
      let wasTalking = talk.isTalking
      if talk.ahead(at: now) < Int64(RTPSender.frame / 2) { talk.fallSilent() }
      let isSilent = wasTalking && !talk.isTalking && terms.comfortNoise
      if isSilent || now - talk.lastSent >= Self.keepAliveTime {
        keepAlive(terms, at: now, &desk, &counters)
      }
    }
  }

  /// All is played when the last packet's time is over.
  mutating func tellEnd(at now: Int64, _ events: inout [MediaEvent]) {
    guard !dialling.isActive, talk.ahead(at: now) < Int64(RTPSender.frame / 2),
      let tag = player.takeEnd()
    else { return }
    events.append(.played(tag))
  }

  mutating func sendSound(
    _ terms: NegotiatedFormat, at now: Int64, late: Int64, _ desk: inout PacketReader,
    _ counters: inout MediaCounters
  ) {
    var frame = InlineArray<160, Int16>(repeating: 0)
    var samples = frame.mutableSpan
    player.next(&samples)
    startAsked = nil
    sendFrame(frame.span, terms, at: now, late: late, &desk, &counters)
  }

  /// A turn of the keys that are pressed.
  mutating func dial(
    _ terms: NegotiatedFormat, at now: Int64, late: Int64, _ desk: inout PacketReader,
    _ events: inout [MediaEvent], _ counters: inout MediaCounters
  ) {
    var frame = InlineArray<160, Int16>(repeating: 0)
    var samples = frame.mutableSpan
    let step = dialling.next(timestamp: talk.timestamp(at: now), &samples)
    switch step {
    case .event(let packet):
      talk.passEvent(at: now)
      var bytes = desk.bytes.mutableSpan
      packet.event.write(to: &bytes, at: RTPHeader.length)
      let header = talk.header(
        terms.eventType ?? 0, packet.timestamp, marker: packet.marker)
      send(header, TelephoneEvent.length, at: now, late: late, &desk, &counters)
    case .sound:
      sendFrame(frame.span, terms, at: now, late: late, &desk, &counters)
    case .silence:
      talk.fallSilent()
    case .done:
      talk.fallSilent()
      events.append(.pressed)
    }
  }

  /// In silence nothing needs to be sent, and so hundreds of calls that record cost nothing. But
  /// what translates addresses forgets a way that is not used, some peers end a call that brings
  /// them nothing for long, and one that learns our address from our packets must get one. So there
  /// is a packet twice a second: comfort noise where the peer knows it, else 20 ms of silence.
  mutating func keepAlive(
    _ terms: NegotiatedFormat, at now: Int64, _ desk: inout PacketReader,
    _ counters: inout MediaCounters
  ) {
    if terms.comfortNoise {
      desk.bytes[RTPHeader.length] = Self.comfortLevel
      let header = talk.header(
        ComfortNoise.payloadType, talk.timestamp(at: now), marker: false)
      send(header, 1, at: now, late: 0, &desk, &counters)
    } else {
      let frame = InlineArray<160, Int16>(repeating: 0)
      sendFrame(frame.span, terms, at: now, late: 0, &desk, &counters)
      talk.fallSilent()
    }
  }

  private mutating func sendFrame(
    _ frame: Span<Int16>, _ terms: NegotiatedFormat, at now: Int64,
    late: Int64, _ desk: inout PacketReader, _ counters: inout MediaCounters
  ) {
    var bytes = desk.bytes.mutableSpan
    let length = encoder.encode(frame, terms.codec, into: &bytes, at: RTPHeader.length)
    var header = talk.soundHeader(terms.soundType, at: now)
    header.timestamp = Self.scaled(header.timestamp, to: terms.codec.clockRate)
    send(header, length, at: now, late: late, &desk, &counters)
  }

  /// A timestamp of 8 kHz in the clock of a codec.
  private static func scaled(_ timestamp: UInt32, to clockRate: Int) -> UInt32 {
    timestamp &* UInt32(clockRate / 8_000)
  }

  /// Sends what lies on the desk behind the room for the header.
  private mutating func send(
    _ header: RTPHeader, _ payload: Int, at now: Int64, late: Int64, _ desk: inout PacketReader,
    _ counters: inout MediaCounters
  ) {
    var bytes = desk.bytes.mutableSpan
    header.write(to: &bytes)
    desk.count = RTPHeader.length + payload
    talk.count(payload: payload, at: now)
    counters.count(lateness: late)
    if let protection, !protection.protect(&desk, isReport: false) { return }
    if let destination = hearing.destination { proof.send(to: destination) }
    if hearing.isConnected {
      sockets.media.send(desk.bytes.span.extracting(first: desk.count), to: nil)
    } else if let destination = hearing.destination {
      sockets.media.send(desk.bytes.span.extracting(first: desk.count), to: destination)
    }
  }
}
