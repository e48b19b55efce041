import Glibc

/// The rows of the protocol with trouble on the line.
extension Trials {
  /// The share that is right when the tones of each key jump in phase somewhere.
  public func phaseJump(in length: Double) -> Double {
    let plan = TrialPlan {
      $0.milliseconds = length
      $0.pause = 100
    }
    var made = TrialStream(plan, count: count, seed: 5 + seed)
    // The rest of the key is the same key made once more: other phases.
    let other = TrialStream(plan, count: count, seed: 0xFFFA + seed)
    for (digit, twin) in zip(made.digits, other.digits) {
      let place = Int(made.noise.unit() * Double(digit.range.count))
      for index in place..<digit.range.count {
        made.sound[digit.range.lowerBound + index] = other.sound[twin.range.lowerBound + index]
      }
    }
    return TrialScore(make(), made, made.line()).share
  }

  /// The share that is right when 1 to 8 samples are lost somewhere in each key.
  public func slip(in length: Double) -> Double {
    score(
      TrialPlan {
        $0.milliseconds = length
        $0.pause = 100
      }
    ) { stream in
      for digit in stream.digits {
        let size = 1 + Int(stream.noise.unit() * 8)
        let place = Int(stream.noise.unit() * Double(digit.range.count - size))
        for index in digit.range.lowerBound + place..<digit.range.upperBound - size {
          stream.sound[index] = stream.sound[index + size]
        }
        for index in digit.range.upperBound - size..<digit.range.upperBound {
          stream.sound[index] = 0
        }
      }
    }.share
  }

  /// The lowest ratio of the pair's power to white noise with which `wanted` are right.
  public func noise(milliseconds: Double, wanted: Double = 1) -> Double? {
    let plan = TrialPlan {
      $0.milliseconds = milliseconds
      $0.pause = milliseconds
      $0.level = -13
    }
    return limit(stride(from: 20.0, through: -3, by: -1), wanted: wanted) { ratio in
      score(plan, seed: 7) { $0.addNoise(below: ratio, level: plan.level) }.share
    }
  }

  /// The lowest ratio of one tone to white noise with which keys of 50 ms at -4 dBm0 a tone are
  /// all right (the Mitel CM7291's test 7).
  public func loudNoise() -> Double? {
    limit(stride(from: 26.0, through: -3, by: -1)) { ratio in
      score(TrialPlan { $0.level = -4 }, seed: 13) {
        $0.addNoise(below: ratio + 3.01, level: -4)
      }.share
    }
  }

  /// The lowest ratio of a tone to a dial tone (its loudest part) with which all are right.
  public func dialTone(_ hertz: [Double]) -> Double? {
    limit(stride(from: 12.0, through: -24, by: -1)) { ratio in
      score(TrialPlan { $0.level = -20 }) { stream in
        for tone in hertz { stream.add(sine: tone, dBm0: -20 - ratio) }
      }.share
    }
  }

  /// The strongest echo with which all are right, in dB under the key.
  public func echo(after milliseconds: Double) -> Double? {
    limit(stride(from: -24.0, through: 0, by: 1)) { decibels in
      score(TrialPlan()) { $0.addEcho(after: milliseconds, decibels: decibels) }.share
    }
  }

  /// The strongest third tone, of any frequency, with which `wanted` are right, in dB against each.
  public func thirdTone(wanted: Double) -> Double? {
    limit(stride(from: -24.0, through: 6, by: 1), wanted: wanted) { decibels in
      score(TrialPlan { $0.level = -13 }) { stream in
        for digit in stream.digits {
          let hertz = stream.noise.uniform(300...3400)
          stream.add(sine: hertz, dBm0: -13 + decibels, in: digit.range)
        }
      }.share
    }
  }

  /// The share that is right when the sound is too loud by so many dB, and cut off.
  public func clipped(by decibels: Double) -> Double {
    // The two peaks of a pair together are twice one.
    let level = 3.14 - 6.02 + decibels
    return score(TrialPlan { $0.level = level }).share
  }

  /// The largest constant offset with which all are right.
  public func offset(level: Double) -> Double? {
    limit([0, 200, 500, 700, 1000, 2000, 4000, 8000]) { offset in
      score(TrialPlan { $0.level = level }) { stream in
        for index in stream.sound.indices { stream.sound[index] += offset }
      }.share
    }
  }

  /// The lowest ratio of a tone to hum with which all are right.
  public func hum(hertz: Double) -> Double? {
    limit(stride(from: 12.0, through: -20, by: -1)) { ratio in
      score(TrialPlan { $0.level = -22 }) { $0.add(sine: hertz, dBm0: -22 - ratio) }.share
    }
  }

  /// The share that is right with a click of 2 ms somewhere in each key of 50 ms.
  public func click() -> Double {
    score(TrialPlan { $0.pause = 100 }) { stream in
      for digit in stream.digits {
        let place = Int(stream.noise.unit() * Double(digit.range.count - 16))
        for index in 0..<16 {
          let value = stream.noise.uniform(-20000...20000)
          stream.sound[digit.range.lowerBound + place + index] += value
        }
      }
    }.share
  }

  /// The share that is right when 3 % of the packets of 20 ms are lost.
  public func lostPackets(length: Double, isRepeated: Bool) -> Double {
    let plan = TrialPlan {
      $0.milliseconds = length
      $0.pause = length
    }
    return score(plan, count: fineCount) { stream in
      for start in stride(from: 160, to: stream.sound.count - 160, by: 160)
      where stream.noise.unit() < 0.03 {
        for index in start..<start + 160 {
          stream.sound[index] = isRepeated ? stream.sound[index - 160] : 0
        }
      }
    }.share
  }

  /// The share that is right when every key loses packets in a row, anywhere but in its first and
  /// its last 30 ms.
  public func lostTogether(milliseconds: Double, in length: Double, isRepeated: Bool) -> Double {
    let plan = TrialPlan {
      $0.milliseconds = length
      $0.pause = 100
    }
    return score(plan) { stream in
      let size = Int(milliseconds * 8)
      for digit in stream.digits {
        let first = digit.range.lowerBound + 240
        let room = max(0, digit.range.upperBound - 240 - size - first)
        let start = first + Int(stream.noise.unit() * Double(room))
        for index in start..<start + size {
          stream.sound[index] = isRepeated ? stream.sound[index - 160] : 0
        }
      }
    }.share
  }

  /// The share that is right when keys follow each other without a pause: each of twelve after each
  /// other one.
  public func withoutPause(milliseconds: Double) -> Double {
    let pad = Array("0123456789*#".utf8)
    let pairs = pad.indices.flatMap { first in
      pad.dropFirst(first + 1).flatMap { [pad[first], $0] }
    }
    let plan = TrialPlan {
      $0.milliseconds = milliseconds
      ($0.pause, $0.pauseSpread) = (0, 0)
      $0.keys = pairs
    }
    return score(plan, count: max(count, pairs.count)).share
  }

  /// The share that is right over speech that is so much louder or softer than the keys. The speech
  /// begins anywhere, and begins again when it is over.
  public func overSpeech(_ speech: [Int16], decibels: Double, length: Double) -> Double {
    let plan = TrialPlan {
      $0.milliseconds = length
      $0.pause = 100
      $0.level = -10
    }
    let sum = speech.reduce(0.0) { $0 + Double($1) * Double($1) }
    let loudness = (sum / Double(max(1, speech.count))).squareRoot()
    let wanted = TrialStream.amplitude(dBm0: -10) * pow(10, decibels / 20)
    return score(plan, count: fineCount) { stream in
      let start = Int(stream.noise.unit() * Double(speech.count))
      for index in stream.sound.indices {
        stream.sound[index] += Double(speech[(start + index) % speech.count]) * wanted / loudness
      }
    }.share
  }

  /// The share that is right after a codec.
  public func coded(length: Double, _ codec: ([Int16]) -> [Int16]) -> Double {
    let plan = TrialPlan {
      $0.milliseconds = length
      $0.pause = length
    }
    let stream = TrialStream(plan, count: fineCount, seed: 11 + seed)
    return TrialScore(make(), stream, codec(stream.line())).share
  }
}
