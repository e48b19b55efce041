internal import CSndFile
import Glibc

/// One sound file open for reading; closed when it goes out of scope.
@safe struct SoundReader: ~Copyable {
  private let handle: OpaquePointer
  private var info: SF_INFO
  private let path: String
  /// What is read, if it is not a file.
  private let memory: SoundMemory?

  init(path: String) throws(SoundFileError) {
    let descriptor = try openRegularFile(path, mostBytes: SoundLimits.bytes)
    if let bytes = WAVLength.bytes(of: descriptor) {
      close(descriptor)
      try self.init(memory: SoundMemory(bytes), name: path)
      return
    }
    // Opened by descriptor, so that libsndfile does not guess a raw format from the file's name.
    unsafe try self.init(path: path, nil) { info in
      unsafe sf_open_fd(descriptor, Int32(SFM_READ), &info, 1)
    }
  }

  init(memory: SoundMemory, name: String) throws(SoundFileError) {
    unsafe try self.init(path: name, memory) { info in unsafe memory.open(&info) }
  }

  /// Samples without a header.
  /// - Parameter format: libsndfile's number of their coding.
  init(memory: SoundMemory, name: String, format: Int32, rate: Int) throws(SoundFileError) {
    unsafe try self.init(path: name, memory) { info in
      (info.format, info.samplerate, info.channels) = (format, Int32(rate), 1)
      return unsafe memory.open(&info)
    }
  }

  private init(
    path: String, _ memory: SoundMemory?, open: (inout SF_INFO) -> OpaquePointer?
  ) throws(SoundFileError) {
    var info = SF_INFO()
    let attempt = unsafe SoundOpening { unsafe open(&info) }
    guard let handle = unsafe attempt.handle else {
      throw .notSound(path: path, reason: attempt.reason)
    }
    unsafe self.handle = handle
    self.info = info
    (self.path, self.memory) = (path, memory)
  }

  deinit { unsafe sf_close(handle) }

  /// Lets Opus decode at another rate: it does so by itself, without aliasing, and faster than it
  /// could be resampled. Other formats stay as they are.
  mutating func decodeOpus(at rate: Int) {
    guard info.format & Int32(SF_FORMAT_SUBMASK) == Int32(SF_FORMAT_OPUS) else { return }
    var wanted = Int32(rate)
    let size = Int32(MemoryLayout<Int32>.size)
    guard unsafe sf_command(handle, Int32(SFC_SET_ORIGINAL_SAMPLERATE), &wanted, size) == 1 else {
      return
    }
    info.samplerate = wanted
  }

  /// Reads to the end, in blocks, so that nothing depends on the length that the header claims.
  consuming func read(limitSeconds: Int) throws(SoundFileError) -> Sound {
    let rate = Int(info.samplerate)
    let channels = Int(info.channels)
    guard SoundLimits.rates.contains(rate) else {
      throw .notSound(
        path: path,
        reason: "its header claims \(rate) samples a second, "
          + "and \(SoundLimits.rates.lowerBound) to \(SoundLimits.rates.upperBound) can be used")
    }
    guard SoundLimits.channels.contains(channels) else {
      throw .notSound(
        path: path,
        reason: channels < 1
          ? "it has no channels"
          : "it has \(channels) channels, and \(SoundLimits.channels.upperBound) can be mixed")
    }
    let (product, isOver) = limitSeconds.multipliedReportingOverflow(by: rate)
    let limit = isOver ? .max : product
    var mixed = MixedChannels(channels)
    var block = [Float](repeating: 0, count: max(1, 8192 / channels) * channels)
    while true {
      let wanted = block.count / channels
      let frames = unsafe block.withUnsafeMutableBufferPointer { buffer in
        unsafe Int(sf_readf_float(handle, buffer.baseAddress, sf_count_t(wanted)))
      }
      if frames <= 0 { break }
      guard mixed.count + frames <= limit else {
        throw .tooLong(path: path, limitSeconds: limitSeconds)
      }
      guard mixed.count + frames <= SoundLimits.samples else {
        throw .tooBig(path: path, most: SoundLimits.samplesText)
      }
      guard mixed.append(block.prefix(frames * channels)) else {
        throw .badSamples(path: path, atMilliseconds: mixed.count * 1000 / rate)
      }
    }
    guard mixed.count > 0 else { throw .empty(path: path) }
    return Sound(samples: quantised(mixed.samples), sampleRate: rate)
  }

  /// To 16 bits. Files of floating-point samples may go beyond full scale, or be written with full
  /// scale at 32768: those are turned down as a whole. Others are cut off.
  private func quantised(_ mono: [Float]) -> [Int16] {
    var scale: Float = 32768
    let kind = Int(info.format) & SF_FORMAT_SUBMASK
    if kind == SF_FORMAT_FLOAT || kind == SF_FORMAT_DOUBLE {
      let peak = mono.reduce(Float(1)) { max($0, abs($1)) }
      scale = 32767 / peak
    }
    return mono.map { Int16(max(-32768, min(32767, ($0 * scale).rounded()))) }
  }
}

/// Opens a file for reading, and nothing but a file: a pipe or a device could hang for ever.
func openRegularFile(_ path: String, mostBytes: Int) throws(SoundFileError) -> Int32 {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else {
    throw errno == ENOENT
      ? .missing(path: path) : .unreadable(path: path, reason: systemReason())
  }
  var status = stat()
  guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    let isFolder = status.st_mode & S_IFMT == S_IFDIR
    close(descriptor)
    throw .unreadable(path: path, reason: isFolder ? "it is a folder" : "it is not a plain file")
  }
  guard status.st_size > 0 else {
    close(descriptor)
    throw .empty(path: path)
  }
  guard status.st_size <= mostBytes else {
    close(descriptor)
    throw .tooBig(path: path, most: SoundLimits.bytesText)
  }
  return descriptor
}
