import Glibc
public import RTP
import Synchronization

/// Sends and receives the sound of many calls: a few threads, a pair of sockets for each call.
///
/// A media thread is woken by the clock. Each 20 ms have four slots of 5 ms: at each of them the
/// thread reads what has come to any of its sockets, and then sends the packets of the streams that
/// have this slot. So a thread with hundreds of calls wakes 200 times a second, and not for each
/// packet. The times of the slots are multiples of 5 ms from the start on, so nothing drifts.
///
///     0 ms            5 ms            10 ms           15 ms           20 ms
///     │ read, send 1  │ read, send 2  │ read, send 3  │ read, send 4  │ read, send 1
///
/// When a packet came is said by the kernel, so that jitter is measured as if it were read at once.
/// What a call asks for, such as a new prompt, wakes the thread and begins at once. With one or two
/// calls packets are rarer than slots: then each wakes the thread. With none it sleeps.
public final class MediaEngine: Sendable {
  let loops: [MediaLoop]
  private let ports: PortPool
  private let isClosed = Atomic(false)

  /// Starts the threads. Nothing is bound yet but to try the address.
  /// - Throws: for an address or a range that cannot be used.
  public init(_ options: MediaOptions) throws(MediaError) {
    guard let address = MediaAddress(options.address, port: 0) else {
      throw .badAddress(options.address, reason: "is not an IP address in digits")
    }
    do throws(SystemError) {
      try DatagramSocket(bindingTo: address, serviceClass: 0).close()
    } catch {
      throw .badAddress(options.address, reason: error.text)
    }
    ports = try PortPool(address, options.ports, serviceClass: options.serviceClass)
    Self.allowDescriptors()
    var loops: [MediaLoop] = []
    for _ in 0..<max(1, options.threads) { loops.append(try MediaLoop(options)) }
    self.loops = loops
    for (number, loop) in loops.enumerated() { loop.start(number: number) }
  }

  /// Binds a pair of ports for a call. Nothing is sent or taken before `connect`.
  ///
  /// - Parameters:
  ///   - proof: what must come before sound goes to the peer.
  ///   - keys: how the peer's keys are taken.
  ///   - handler: called on the media thread; it must be quick. It may call the stream.
  /// - Throws: ``MediaError/noPortLeft`` when the range is used up.
  public func open(
    _ proof: AddressProof = .notNeeded, keys: KeySource = .auto,
    _ handler: @escaping @Sendable (MediaEvent) -> Void
  ) throws(MediaError) -> MediaStream {
    guard !isClosed.load(ordering: .acquiring) else { throw .system("the media engine is closed") }
    let pair = try ports.open()
    var loop = loops[0]
    for other in loops.dropFirst() {
      if other.load.load(ordering: .relaxed) < loop.load.load(ordering: .relaxed) { loop = other }
    }
    loop.load.add(1, ordering: .relaxed)
    let stream = MediaStream(pair, ports, loop, proof, keys, handler)
    // What comes before there is an agreement is not kept for it.
    loop.leave(.attend(stream))
    return stream
  }

  /// How it goes, of all threads together.
  public var counters: MediaCounters {
    loops.map { $0.counters.withLock { $0 } }.reduce(MediaCounters(), +)
  }

  /// Closes all streams and waits for the threads to end. A second time does nothing.
  public func close() {
    guard !isClosed.exchange(true, ordering: .acquiringAndReleasing) else { return }
    for loop in loops { loop.stop() }
  }

  /// Lets the program have as many files as the system allows, at most so many as libre takes: a call
  /// needs two sockets and the file of what it hears, and the usual limit of 1,024 is for 300 calls.
  private static func allowDescriptors() {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard unsafe getrlimit(resource, &limit) == 0 else { return }
    let wanted = min(mostDescriptors, limit.rlim_max)
    guard limit.rlim_cur < wanted else { return }
    limit.rlim_cur = wanted
    unsafe setrlimit(resource, &limit)
  }
}

/// libre's loop has room for descriptors below this number.
private let mostDescriptors: rlim_t = 65_536
