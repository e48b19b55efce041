import Audio
import RTP
import Threads

/// What goes out: sound, keys, and a sign of life in silence.
extension StreamState {
  /// How often something is sent in silence.
  private static let keepAliveTime = MonotonicTime.second / 2
  /// The level of our comfort noise, in dB below the overload point (RFC 3389).
  private static let comfortLevel: UInt8 = 78

  /// Whether packets may go now; else what is played stands still.
  func maySend(_ format: NegotiatedFormat) -> Bool {
    format.sends && proof.permits(receiver.destination)
  }

  /// Whether the caller can hear what is played; else it stands still.
  func isHeard(at now: Int64) -> Bool {
    cutThrough.isOpen(at: Int(now / MonotonicTime.millisecond))
  }

  mutating func speak(
    _ format: NegotiatedFormat, at now: Int64, late: Int64, _ reader: inout PacketReader,
    _ events: inout [MediaEvent], _ counters: inout MediaCounters
  ) {
    if dialling.isActive {
      dial(format, at: now, late: late, &reader, &events, &counters)
    } else if player.hasSound, isHeard(at: now) {
      // Ahead of its time by a start: a turn is left out for it.
      guard sender.ahead(at: now) <= RTPSender.turnAhead else { return }
      sendSound(format, at: now, late: late, &reader, &counters)
    } else {
      let wasTalking = sender.isTalking
      if sender.ahead(at: now) < Int64(RTPSender.frame / 2) { sender.fallSilent() }
      let isSilent = wasTalking && !sender.isTalking && format.comfortNoise
      if isSilent || now - sender.lastSent >= Self.keepAliveTime {
        keepAlive(format, at: now, &reader, &counters)
      }
    }
  }

  /// All is played when the last packet's time is over.
  mutating func tellEnd(at now: Int64, _ events: inout [MediaEvent]) {
    guard !dialling.isActive, sender.ahead(at: now) < Int64(RTPSender.frame / 2),
      let tag = player.takeEnd()
    else { return }
    events.append(.played(tag))
  }

  mutating func sendSound(
    _ format: NegotiatedFormat, at now: Int64, late: Int64, _ reader: inout PacketReader,
    _ counters: inout MediaCounters
  ) {
    var frame = InlineArray<160, Int16>(repeating: 0)
    var samples = frame.mutableSpan
    player.next(&samples)
    startAsked = nil
    sendFrame(frame.span, format, at: now, late: late, &reader, &counters)
  }

  /// A turn of the keys that are pressed.
  mutating func dial(
    _ format: NegotiatedFormat, at now: Int64, late: Int64, _ reader: inout PacketReader,
    _ events: inout [MediaEvent], _ counters: inout MediaCounters
  ) {
    var frame = InlineArray<160, Int16>(repeating: 0)
    var samples = frame.mutableSpan
    let step = dialling.next(timestamp: sender.timestamp(at: now), &samples)
    switch step {
    case .event(let packet):
      sender.passEvent(at: now)
      var bytes = reader.bytes.mutableSpan
      packet.event.write(to: &bytes, at: RTPHeader.length)
      let header = sender.header(
        format.eventType ?? 0, packet.timestamp, marker: packet.marker)
      send(header, TelephoneEvent.length, at: now, late: late, &reader, &counters)
    case .sound:
      sendFrame(frame.span, format, at: now, late: late, &reader, &counters)
    case .silence:
      sender.fallSilent()
    case .done:
      sender.fallSilent()
      events.append(.pressed)
    }
  }

  /// In silence nothing needs to be sent, and so hundreds of calls that record cost nothing. But
  /// what translates addresses forgets a way that is not used, some peers end a call that brings
  /// them nothing for long, and one that learns our address from our packets must get one. So there
  /// is a packet twice a second: comfort noise where the peer knows it, else 20 ms of silence.
  mutating func keepAlive(
    _ format: NegotiatedFormat, at now: Int64, _ reader: inout PacketReader,
    _ counters: inout MediaCounters
  ) {
    if format.comfortNoise {
      reader.bytes[RTPHeader.length] = Self.comfortLevel
      let header = sender.header(
        ComfortNoise.payloadType, sender.timestamp(at: now), marker: false)
      send(header, 1, at: now, late: 0, &reader, &counters)
    } else {
      let frame = InlineArray<160, Int16>(repeating: 0)
      sendFrame(frame.span, format, at: now, late: 0, &reader, &counters)
      sender.fallSilent()
    }
  }

  private mutating func sendFrame(
    _ frame: Span<Int16>, _ format: NegotiatedFormat, at now: Int64,
    late: Int64, _ reader: inout PacketReader, _ counters: inout MediaCounters
  ) {
    var bytes = reader.bytes.mutableSpan
    let length = encoder.encode(frame, into: &bytes, at: RTPHeader.length)
    var header = sender.soundHeader(format.soundType, at: now)
    header.timestamp = Self.scaled(header.timestamp, to: format.codec.clockRate)
    send(header, length, at: now, late: late, &reader, &counters)
  }

  /// A timestamp of 8 kHz in the clock of a codec.
  private static func scaled(_ timestamp: UInt32, to clockRate: Int) -> UInt32 {
    timestamp &* UInt32(clockRate / 8_000)
  }

  /// Sends the payload that lies in `reader`, behind the room for the header.
  private mutating func send(
    _ header: RTPHeader, _ payload: Int, at now: Int64, late: Int64, _ reader: inout PacketReader,
    _ counters: inout MediaCounters
  ) {
    var bytes = reader.bytes.mutableSpan
    header.write(to: &bytes)
    reader.count = RTPHeader.length + payload
    sender.count(payload: payload, at: now)
    counters.count(lateness: late)
    if let protection, !protection.protect(&reader, isReport: false) { return }
    if let destination = receiver.destination { proof.send(to: destination) }
    if receiver.isConnected {
      sockets.media.send(reader.bytes.span.extracting(first: reader.count), to: nil)
    } else if let destination = receiver.destination {
      sockets.media.send(reader.bytes.span.extracting(first: reader.count), to: destination)
    }
  }
}
