/// ``G711`` for whole frames: the same codes, made by vector instructions, in a fraction of the time.
public enum FrameCoder {
  /// Encodes a frame to where the payload of a packet is. Does not allocate.
  /// - Parameter packet: at least `offset` + `frame.count` long.
  public static func encode(
    _ frame: Span<Int16>, _ law: G711, into packet: inout MutableSpan<UInt8>, at offset: Int
  ) {
    precondition(offset >= 0 && offset + frame.count <= packet.count)
    // So that the loops are made of vectors, nothing in them may stop them.
    switch law {
    case .muLaw:
      for index in 0..<frame.count {
        unsafe packet[unchecked: offset &+ index] = muLaw(frame[unchecked: index])
      }
    case .aLaw:
      for index in 0..<frame.count {
        unsafe packet[unchecked: offset &+ index] = aLaw(frame[unchecked: index])
      }
    }
  }

  // A segment begins at a power of two and has 16 steps: in a floating-point number, the exponent
  // and the first four bits of the fraction say just that.

  @inline(__always)
  private static func muLaw(_ sample: Int16) -> UInt8 {
    let value = Int32(sample)
    let sign = value &>> 31
    let biased = min(value ^ sign, 32_635) &+ 132
    let step = segmentAndStep(biased)
    return UInt8(truncatingIfNeeded: (step ^ 0x7F) | (~sign & 0x80))
  }

  @inline(__always)
  private static func aLaw(_ sample: Int16) -> UInt8 {
    let value = Int32(sample)
    let sign = value &>> 31
    let magnitude = value ^ sign
    // The first two segments are equally fine. Both ways are gone, and one is taken.
    let fine = magnitude &>> 4
    let coarse = segmentAndStep(magnitude)
    let step = magnitude < 256 ? fine : coarse
    return UInt8(truncatingIfNeeded: (step | (~sign & 0x80)) ^ 0x55)
  }

  /// Of numbers from 128 on, which have the segment 0.
  @inline(__always)
  private static func segmentAndStep(_ magnitude: Int32) -> Int32 {
    Int32(truncatingIfNeeded: Float(magnitude).bitPattern &>> 19) &- (127 &+ 7) &<< 4
  }
}
