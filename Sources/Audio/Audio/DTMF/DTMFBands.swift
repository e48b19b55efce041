/// What the filters make of ten milliseconds of sound.
extension DTMFFilters {
  /// The square of the amplitude in the low band, over the 10 ms before a place.
  @inline(__always)
  func low(_ sound: Span<Int16>, endingAt end: Int, _ weights: Span<Int16>) -> Float {
    let sums = Self.sums(sound, endingAt: end, weights.extracting(0..<160))
    let (real, imaginary) = (Float(sums.real) * scale[0], Float(sums.imaginary) * scale[0])
    return real * real + imaginary * imaginary
  }

  /// The same in the high band.
  @inline(__always)
  func high(_ sound: Span<Int16>, endingAt end: Int, _ weights: Span<Int16>) -> Float {
    let point = highPoint(sound, endingAt: end, weights)
    return (point * point).sum()
  }

  /// The amplitude in the high band: (real, imaginary).
  @inline(__always)
  func highPoint(_ sound: Span<Int16>, endingAt end: Int, _ weights: Span<Int16>) -> SIMD2<Float> {
    let sums = Self.sums(sound, endingAt: end, weights.extracting(160..<320))
    return SIMD2(Float(sums.real), Float(sums.imaginary)) * scale[1]
  }

  /// Both bands: (low real, high real, low imaginary, high imaginary).
  @inline(__always)
  func both(_ sound: Span<Int16>, endingAt end: Int, _ weights: Span<Int16>) -> SIMD4<Float> {
    let low = Self.sums(sound, endingAt: end, weights.extracting(0..<160))
    let high = Self.sums(sound, endingAt: end, weights.extracting(160..<320))
    return scale
      * SIMD4(Float(low.real), Float(high.real), Float(low.imaginary), Float(high.imaginary))
  }

  /// The sums of 80 products each. They fit: see `DTMFFilters`.
  @inline(__always)
  private static func sums(
    _ sound: Span<Int16>, endingAt end: Int, _ weights: Span<Int16>
  ) -> (real: Int32, imaginary: Int32) {
    let samples = unsafe sound.extracting(end - taps..<end).bytes
    let weights = unsafe weights.bytes
    var real = SIMD4<Int32>.zero
    var imaginary = SIMD4<Int32>.zero
    for index in 0..<10 {
      // Both were cut to their length by `extracting`, which checks.
      let part = unsafe samples.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index * 16, as: SIMD8<Int16>.self)
      real &+= unsafe products(
        part,
        weights.unsafeLoadUnaligned(
          fromUncheckedByteOffset: index * 16, as: SIMD8<Int16>.self))
      imaginary &+= unsafe products(
        part,
        weights.unsafeLoadUnaligned(
          fromUncheckedByteOffset: 160 + index * 16, as: SIMD8<Int16>.self))
    }
    return (real.wrappedSum(), imaginary.wrappedSum())
  }
}

/// The products of eight pairs, summed two by two: one instruction of the processor.
@inline(__always)
func products(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD4<Int32> {
  let products = SIMD8<Int32>(truncatingIfNeeded: a) &* SIMD8<Int32>(truncatingIfNeeded: b)
  return products.evenHalf &+ products.oddHalf
}
