import Audio
import Testing

/// Held against the segments of ITU-T G.711, tables 1 and 2.
@Suite struct G711Tests {
  /// The positive half of a law in the standard's own units.
  struct Table: Sendable {
    let law: G711
    /// What one unit is in 16 bits.
    let unit: Int
    /// Where the intervals begin; the last one is where the law ends.
    let decisions: [Int]
    /// The sample that stands for each interval.
    let values: [Int]
    /// The code of each value.
    let positive, negative: [UInt8]
  }

  /// Intervals of one unit first, then 15 of two, then 16 of four, … 16 of 256 (table 2).
  static let muLaw: Table = {
    var decisions = [0, 1]
    for _ in 1..<16 { decisions.append(decisions[decisions.count - 1] + 2) }
    for segment in 1..<8 {
      for _ in 0..<16 { decisions.append(decisions[decisions.count - 1] + 2 << segment) }
    }
    let values = [0] + (1..<128).map { (decisions[$0] + decisions[$0 + 1]) / 2 }
    // The character signals count down from 1111 1111 and from 0111 1111.
    return Table(
      law: .muLaw, unit: 4, decisions: decisions, values: values,
      positive: (0..<128).map { UInt8(0xFF - $0) }, negative: (0..<128).map { UInt8(0x7F - $0) })
  }()

  /// 32 intervals of two units, then 16 of four, … 16 of 128 (table 1).
  static let aLaw: Table = {
    var decisions = [0]
    for _ in 0..<32 { decisions.append(decisions[decisions.count - 1] + 2) }
    for segment in 1..<7 {
      for _ in 0..<16 { decisions.append(decisions[decisions.count - 1] + 2 << segment) }
    }
    let values = (0..<128).map { (decisions[$0] + decisions[$0 + 1]) / 2 }
    // Counted up from 1000 0000 and 0000 0000, and every even bit inverted on the line.
    return Table(
      law: .aLaw, unit: 8, decisions: decisions, values: values,
      positive: (0..<128).map { UInt8(0x80 + $0) ^ 0b0101_0101 },
      negative: (0..<128).map { UInt8($0) ^ 0b0101_0101 })
  }()

  static let tables = [muLaw, aLaw]

  @Test func `the tables of these tests end where the standard's do`() {
    #expect(Self.muLaw.decisions.last == 8159)
    #expect(Self.muLaw.values.last == 8031)
    #expect(
      [16, 32, 48, 64, 80, 96, 112].map { Self.muLaw.values[$0] }
        == [33, 99, 231, 495, 1023, 2079, 4191])
    #expect(Self.aLaw.decisions.last == 4096)
    #expect(Self.aLaw.values.last == 4032)
    #expect(
      [0, 32, 48, 64, 80, 96, 112].map { Self.aLaw.values[$0] }
        == [1, 66, 132, 264, 528, 1056, 2112])
  }

  @Test(arguments: tables)
  func `every code is the standard's value`(table: Table) {
    for index in 0..<128 {
      let value = Int16(table.values[index] * table.unit)
      #expect(table.law.decode(table.positive[index]) == value)
      #expect(table.law.decode(table.negative[index]) == -value)
    }
  }

  @Test(arguments: tables)
  func `a value becomes its code again, but for the second zero`(table: Table) {
    for code in UInt8.min...UInt8.max {
      let again = table.law.encode(table.law.decode(code))
      #expect(again == (table.law == .muLaw && code == 0x7F ? 0xFF : code))
    }
  }

  @Test(arguments: tables)
  func `every sample gets the code of its interval`(table: Table) {
    var index = 0
    for magnitude in 0...32_767 {
      while index < 127, magnitude >= table.decisions[index + 1] * table.unit { index += 1 }
      let sample = Int16(magnitude)
      guard table.law.encode(sample) == table.positive[index],
        table.law.encode(~sample) == table.negative[index]
      else {
        Issue.record("\(magnitude) is not in interval \(index)")
        return
      }
    }
  }

  @Test(arguments: G711.allCases)
  func `coding twice changes nothing, and never the order of samples`(law: G711) {
    var last = Int16.min
    for sample in Int16.min...Int16.max {
      let once = law.decode(law.encode(sample))
      guard once >= last, law.decode(law.encode(once)) == once else {
        Issue.record("\(sample) becomes \(once) after \(last)")
        return
      }
      last = once
    }
  }

  @Test(arguments: G711.allCases)
  func `a frame is coded like its samples`(law: G711) {
    let sound = Tone.sine(hertz: 440, milliseconds: 20, levelDB: -10)
    var codes = [UInt8](repeating: 0, count: 160)
    var codeSpan = codes.mutableSpan
    law.encode(sound.span, into: &codeSpan)
    var again = [Int16](repeating: 0, count: 200)
    var sampleSpan = again.mutableSpan
    law.decode(codes.span, into: &sampleSpan)
    #expect(codes == sound.map(law.encode))
    #expect(again == codes.map(law.decode) + [Int16](repeating: 0, count: 40))
  }

  @Test func `silence is the code that lines rest on`() {
    #expect(G711.muLaw.silence == 0xFF)
    #expect(G711.aLaw.silence == 0xD5)
  }
}
