import RTP

/// A packet of telephone-events as it comes.
struct KeyPacket {
  var header: RTPHeader
  var event: TelephoneEvent
  /// When it comes, in milliseconds.
  var time: Int

  /// What a receiver makes of packets, with a look at the clock after the last one.
  static func receive(
    _ packets: [KeyPacket], _ receiver: inout TelephoneEventReceiver
  ) -> [KeyEvent] {
    packets.flatMap { packet in
      var payload = [UInt8](repeating: 0, count: 4)
      var span = payload.mutableSpan
      packet.event.write(to: &span, at: 0)
      return receiver.receive(payload.span, packet.header, at: packet.time)
    }
  }

  /// The keys that a fresh receiver hears.
  static func keys(_ packets: [KeyPacket]) -> String {
    var receiver = TelephoneEventReceiver()
    return keys(receive(packets, &receiver))
  }

  static func keys(_ events: [KeyEvent]) -> String {
    String(
      events.compactMap { event in
        if case .down(let key, _) = event { key } else { nil }
      })
  }
}

/// How a peer sends its keys: as RFC 4733 has it, unless it is told otherwise.
struct KeySender {
  var milliseconds = 100
  var pause = 100
  /// Packets while the key is down are left out.
  var onlyEnds = false
  var ends = 3
  var marker = true
  /// The timestamp grows with each packet of a key, by this much.
  var growth: UInt32 = 0
  /// The timestamp grows with each end packet, by this much.
  var endGrowth: UInt32 = 0
  /// The end packets are so many milliseconds apart.
  var endMilliseconds = 0
  /// All durations are this, and not growing ones.
  var constantDuration: UInt16?
  /// Nothing moves the timestamp.
  var standsStill = false
  /// Each key has a source of its own.
  var changesSource = false
  /// The source changes before the packet with this number of each key.
  var changesSourceAt: Int?
  var ssrc: UInt32 = 0x51

  func packets(_ keys: String, from start: UInt32 = 1000, sequence: UInt16 = 65_500) -> [KeyPacket]
  {
    var (packets, clock, time, sequence, ssrc) = ([KeyPacket](), start, 0, sequence, ssrc)
    for key in keys {
      guard let code = TelephoneEvent.code(key) else { continue }
      let count = milliseconds / 20
      if changesSource { ssrc += 1 }
      for step in (onlyEnds ? count : 0)..<(count + ends) {
        let isEnd = step >= count
        let end = UInt32(max(0, step - count))
        if step == changesSourceAt { ssrc += 1 }
        let duration = constantDuration ?? UInt16(min(step + 1, count) * 160)
        packets.append(
          KeyPacket(
            header: RTPHeader(
              marker: marker && step == 0, payloadType: 101, sequence: sequence,
              timestamp: standsStill
                ? start : clock &+ growth * UInt32(min(step, count)) &+ endGrowth * end,
              ssrc: ssrc),
            event: TelephoneEvent(code: code, isEnd: isEnd, volume: 10, duration: duration),
            time: time + 20 * (min(step, count - 1) + 1) + endMilliseconds * Int(end)))
        sequence &+= 1
      }
      clock &+= UInt32((milliseconds + pause) * 8)
      time += milliseconds + pause
      // Sound, if it shares the source.
      sequence &+= UInt16(pause / 20)
    }
    return packets
  }
}
