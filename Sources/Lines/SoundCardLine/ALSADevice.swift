import Audio
internal import CALSA
import Glibc

/// One direction of a PCM in the line's format, used by one thread. ALSA's own plug converts where
/// the card has another rate or more channels.
@safe final class ALSADevice {
  enum Direction: String {
    case playback = "playing"
    case capture = "recording"
  }

  /// Samples of one period: 20 ms.
  static let period = LineFormat.samples(inMilliseconds: 20)

  /// How often the device had no sound to play, or was not read in time.
  private(set) var xruns = 0

  /// Periods that are kept ready to be played.
  let lead: Int

  private let name: String
  private let direction: Direction
  /// Samples that fit into the device.
  private var capacity = 0
  private let handle: OpaquePointer
  /// Recoveries since the last good transfer.
  private var failures = 0

  /// Opens and prepares the device.
  /// - Parameter lead: Periods that are to be kept ready to be played.
  /// - Throws: When it is not there, busy, or cannot do 8 kHz.
  init(
    _ name: String, _ direction: Direction, lead: Int = SoundLead.least
  ) throws(SoundCardError) {
    calsa_be_quiet()
    let stream = direction == .playback ? SND_PCM_STREAM_PLAYBACK : SND_PCM_STREAM_CAPTURE
    var opened: OpaquePointer?
    // Without this flag a busy device would be waited for without end.
    let code = unsafe snd_pcm_open(&opened, name, stream, SND_PCM_NONBLOCK)
    guard code == 0, let handle = unsafe opened else {
      throw SoundCardError(name, "cannot be opened for \(direction.rawValue)", code)
    }
    (self.name, self.direction, self.lead) = (name, direction, lead)
    unsafe self.handle = handle
    do throws(SoundCardError) {
      try setUp()
    } catch {
      unsafe snd_pcm_close(handle)
      throw error
    }
  }

  deinit { unsafe snd_pcm_close(handle) }

  /// Lets a capture begin.
  func start() throws(SoundCardError) {
    let code = unsafe snd_pcm_start(handle)
    // A plug-in may have begun by itself.
    guard code == 0 || code == -EBADFD else {
      throw fault("cannot begin \(direction.rawValue)", code)
    }
  }

  /// Samples between the program and the air: still to be played, or already recorded.
  var delay: Int {
    var frames: snd_pcm_sframes_t = 0
    return unsafe snd_pcm_delay(handle, &frames) == 0 ? max(0, frames) : 0
  }

  /// Samples that wait in the device: to be read, or to be played.
  var waiting: Int {
    let available = unsafe snd_pcm_avail_update(handle)
    // After an xrun: the next transfer finds it out, and begins anew.
    guard available >= 0 else { return 0 }
    return direction == .capture ? available : max(0, capacity - available)
  }

  /// Whether the device holds as much to be played as it ever has to: its clock is slower than that
  /// of the capture, or what was captured meanwhile comes at once.
  var isFull: Bool { waiting > (lead + 2) * Self.period }

  /// Waits for the next period and reads it.
  /// - Throws: When the device is gone, or gives nothing for two seconds.
  func read(into frame: inout [Int16]) throws(SoundCardError) {
    var done = 0
    while done < frame.count {
      let ready = unsafe snd_pcm_wait(handle, 2_000)
      if ready == 0 { throw fault("gives no sound any more", -ETIMEDOUT) }
      let result =
        ready < 0
        ? Int(ready)
        : unsafe frame.withUnsafeMutableBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return 0 }
          return unsafe snd_pcm_readi(
            handle, base + done, snd_pcm_uframes_t(buffer.count - done))
        }
      if result == -Int(EAGAIN) { continue }
      if result < 0 {
        try recover(Int32(result))
        try start()
        continue
      }
      failures = 0
      done += result
    }
  }

  /// Writes a period, or drops it when the device has no room: then its clock is slower than that
  /// of the capture.
  func write(_ frame: [Int16]) throws(SoundCardError) {
    while true {
      let result = unsafe frame.withUnsafeBufferPointer { buffer in
        unsafe snd_pcm_writei(handle, buffer.baseAddress, snd_pcm_uframes_t(buffer.count))
      }
      if result == -Int(EAGAIN) { return }
      if result >= 0 {
        failures = 0
        return
      }
      try recover(Int32(result))
      try prime()
    }
  }

  /// Gives a device that has nothing to play a head start of silence.
  func prime() throws(SoundCardError) {
    for _ in 0..<lead {
      let result = unsafe Self.silence.withUnsafeBufferPointer { buffer in
        unsafe snd_pcm_writei(handle, buffer.baseAddress, snd_pcm_uframes_t(buffer.count))
      }
      if result < 0 && result != -Int(EAGAIN) { throw fault("cannot play", Int32(result)) }
    }
  }

  // MARK: Setting up

  /// What is captured may wait for a late thread: 2 s.
  private static let longestCapture = 100
  private static let silence = [Int16](repeating: 0, count: period)

  private func setUp() throws(SoundCardError) {
    try setHardware()
    try setSoftware()
    try check(unsafe snd_pcm_prepare(handle), "cannot be prepared")
  }

  private func setHardware() throws(SoundCardError) {
    var allocated: OpaquePointer?
    unsafe snd_pcm_hw_params_malloc(&allocated)
    guard let parameters = unsafe allocated else { throw fault("cannot be set up", -ENOMEM) }
    defer { unsafe snd_pcm_hw_params_free(parameters) }
    let why = "cannot do 8 kHz, mono, 16 bit (try it with 'plug' in front, such as plughw:0)"
    try check(unsafe snd_pcm_hw_params_any(handle, parameters), why)
    try check(unsafe snd_pcm_hw_params_set_rate_resample(handle, parameters, 1), why)
    try check(
      unsafe snd_pcm_hw_params_set_access(handle, parameters, SND_PCM_ACCESS_RW_INTERLEAVED), why)
    try check(unsafe snd_pcm_hw_params_set_format(handle, parameters, SND_PCM_FORMAT_S16_LE), why)
    try check(unsafe snd_pcm_hw_params_set_channels(handle, parameters, 1), why)
    let rate = UInt32(LineFormat.sampleRate)
    try check(unsafe snd_pcm_hw_params_set_rate(handle, parameters, rate, 0), why)
    var period = snd_pcm_uframes_t(Self.period)
    unsafe snd_pcm_hw_params_set_period_size_near(handle, parameters, &period, nil)
    // What is played should not wait long.
    let periods = direction == .playback ? 2 * lead : Self.longestCapture
    var buffer = snd_pcm_uframes_t(Self.period * periods)
    unsafe snd_pcm_hw_params_set_buffer_size_near(handle, parameters, &buffer)
    capacity = Int(buffer)
    try check(unsafe snd_pcm_hw_params(handle, parameters), why)
  }

  /// Playing begins with the first sound that is written after the head start.
  private func setSoftware() throws(SoundCardError) {
    guard direction == .playback else { return }
    var allocated: OpaquePointer?
    unsafe snd_pcm_sw_params_malloc(&allocated)
    guard let parameters = unsafe allocated else { throw fault("cannot be set up", -ENOMEM) }
    defer { unsafe snd_pcm_sw_params_free(parameters) }
    try check(unsafe snd_pcm_sw_params_current(handle, parameters), "cannot be set up")
    let threshold = snd_pcm_uframes_t((lead + 1) * Self.period)
    unsafe snd_pcm_sw_params_set_start_threshold(handle, parameters, threshold)
    try check(unsafe snd_pcm_sw_params(handle, parameters), "cannot be set up")
  }

  // MARK: Faults

  /// So many failed recoveries without a sample between them are a lost device.
  private static let mostFailures = 20

  /// Goes on after an xrun or a suspended machine.
  private func recover(_ code: Int32) throws(SoundCardError) {
    guard code == -EPIPE || code == -ESTRPIPE || code == -EINTR else {
      throw fault("has failed while \(direction.rawValue)", code)
    }
    xruns += 1
    failures += 1
    guard failures < Self.mostFailures, unsafe snd_pcm_recover(handle, code, 1) == 0 else {
      throw fault("does not recover", code)
    }
  }

  private func check(_ code: Int32, _ what: String) throws(SoundCardError) {
    if code < 0 { throw fault(what, code) }
  }

  private func fault(_ what: String, _ code: Int32) -> SoundCardError {
    SoundCardError(name, what, code)
  }
}

/// Why a sound card cannot be used: one sentence with the device and the reason.
public struct SoundCardError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The PCM.
  public let device: String
  /// The whole sentence.
  public let description: String

  init(_ device: String, _ what: String, _ code: Int32) {
    self.device = device
    let reason =
      switch -code {
      case EBUSY: "another program uses it"
      case ENOENT, ENODEV, ENXIO: "there is no such device"
      case EACCES, EPERM: "there is no permission (is the user in the group audio?)"
      case ECONNREFUSED: "the sound server does not answer"
      case EIO, EBADFD: "it was unplugged, or the sound server has ended"
      default: unsafe snd_strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
      }
    description = "The sound card '\(device)' \(what): \(reason)."
  }
}
