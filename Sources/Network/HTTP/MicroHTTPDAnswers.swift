import CMicroHTTPD
import Synchronization

/// Connections that wait for us: libmicrohttpd does not look at them until they are woken.
final class Sleepers: Sendable {
  private struct State {
    var asleep: Set<UInt> = []
    var isOver = false
  }

  private let state = Mutex(State())

  /// - Parameter handle: A connection of which libmicrohttpd asks us something just now.
  /// - Returns: `false`: it may not, because the server ends.
  func sleep(_ handle: UInt) -> Bool {
    state.withLock { state in
      guard !state.isOver else { return false }
      state.asleep.insert(handle)
      unsafe MHD_suspend_connection(OpaquePointer(bitPattern: handle))
      return true
    }
  }

  /// Does nothing where it does not sleep, so it may be gone already.
  func wake(_ handle: UInt) {
    state.withLock { state in
      guard state.asleep.remove(handle) != nil else { return }
      unsafe MHD_resume_connection(OpaquePointer(bitPattern: handle))
    }
  }

  /// Wakes all; none may sleep again.
  func end() {
    state.withLock { state in
      for handle in state.asleep { unsafe MHD_resume_connection(OpaquePointer(bitPattern: handle)) }
      state = State(isOver: true)
    }
  }
}

/// An answer as libmicrohttpd sends it.
@safe final class PreparedAnswer: Sendable {
  let status: Int
  /// `nil` if it has no end.
  let count: Int?
  private nonisolated(unsafe) let response: OpaquePointer

  private init(_ status: Int, _ count: Int?, _ response: OpaquePointer) {
    (self.status, self.count) = (status, count)
    unsafe self.response = response
  }

  /// - Returns: `nil`: a header cannot be sent; then events are not yet connected.
  convenience init?(_ answer: HTTPResponse, for handle: UInt, of lifecycle: RequestLifecycle) {
    let made: OpaquePointer?
    let count: Int?
    switch answer.body {
    case .bytes(let bytes):
      unsafe made = Self.response(of: bytes)
      count = bytes.count
    case .events(let events):
      unsafe made = StreamConnection(events, handle, lifecycle).response()
      count = nil
    }
    guard let made = unsafe made else { return nil }
    for (name, value) in answer.headers.all {
      if unsafe MHD_add_response_header(made, name, value) == .YES { continue }
      unsafe MHD_destroy_response(made)
      return nil
    }
    unsafe self.init(answer.status, count, made)
  }

  deinit { unsafe MHD_destroy_response(response) }

  /// For what cannot be answered.
  static var failure: PreparedAnswer {
    // Without memory for this, nothing can go on.
    unsafe PreparedAnswer(500, 0, response(of: [])!)
  }

  private static func response(of bytes: [UInt8]) -> OpaquePointer? {
    unsafe bytes.withUnsafeBytes {
      unsafe MHD_create_response_from_buffer(
        $0.count, UnsafeMutableRawPointer(mutating: $0.baseAddress), .RESPMEM_MUST_COPY)
    }
  }

  func send(on connection: OpaquePointer) -> MHD_Result {
    unsafe MHD_queue_response(connection, UInt32(status), response)
  }
}

/// An event stream on a connection that sleeps while there is nothing to send.
private final class StreamConnection: Sendable {
  private let events: EventStream
  private let handle: UInt
  private let lifecycle: RequestLifecycle
  /// Held from the look for bytes until the connection sleeps, so that none is overslept.
  private let reading = Mutex(())

  init(_ events: EventStream, _ handle: UInt, _ lifecycle: RequestLifecycle) {
    (self.events, self.handle, self.lifecycle) = (events, handle, lifecycle)
  }

  func response() -> OpaquePointer? {
    events.connect { [weak self] in self?.wake() }
    lifecycle.began(events)
    return unsafe MHD_create_response_from_callback(
      UInt64.max, 4_096,
      { context, _, buffer, count in
        let stream = unsafe Unmanaged<StreamConnection>.fromOpaque(context!).takeUnretainedValue()
        return unsafe stream.read(into: buffer!, count)
      }, Unmanaged.passRetained(self).toOpaque(),
      { context in
        let stream = unsafe Unmanaged<StreamConnection>.fromOpaque(context!).takeRetainedValue()
        stream.lifecycle.ended(stream.events)
      })
  }

  private func wake() { reading.withLock { _ in lifecycle.sleepers.wake(handle) } }

  private func read(into buffer: UnsafeMutablePointer<CChar>, _ most: Int) -> Int {
    reading.withLock { _ in
      guard let bytes = events.take(atMost: most) else { return -1 }
      if bytes.isEmpty { return lifecycle.sleepers.sleep(handle) ? 0 : -1 }
      unsafe UnsafeMutableRawBufferPointer(start: buffer, count: most).copyBytes(from: bytes)
      return bytes.count
    }
  }
}

/// The parts of a body of `multipart/form-data`, taken apart as they come.
@safe final class FormParts: Sendable {
  private struct State {
    var fields: [FormField] = []
    var isBroken = false
  }

  private nonisolated(unsafe) var processor: OpaquePointer?
  private let state = Mutex(State())

  /// - Returns: `nil`: the Content-Type names no boundary.
  init?(_ connection: OpaquePointer) {
    unsafe processor = nil
    unsafe processor = MHD_create_post_processor(
      connection, 32_768,
      { context, _, name, file, _, _, data, offset, size in
        let parts = unsafe Unmanaged<FormParts>.fromOpaque(context!).takeUnretainedValue()
        unsafe parts.add(
          FormParts.text(name) ?? "", FormParts.text(file),
          UnsafeRawBufferPointer(start: size == 0 ? nil : data, count: size), isNew: offset == 0)
        return .YES
      }, Unmanaged.passUnretained(self).toOpaque())
    guard unsafe processor != nil else { return nil }
  }

  deinit { if let processor = unsafe processor { unsafe MHD_destroy_post_processor(processor) } }

  /// Reads a part of the body.
  func feed(_ bytes: UnsafePointer<CChar>, _ count: Int) {
    if unsafe MHD_post_process(processor, bytes, count) == .YES { return }
    state.withLock { $0.isBroken = true }
  }

  /// All fields, when all of the body was read; `nil` if it is broken.
  func finish() -> [FormField]? {
    let isWhole = unsafe MHD_destroy_post_processor(processor) == .YES
    unsafe processor = nil
    return state.withLock { $0.isBroken || !isWhole ? nil : $0.fields }
  }

  private static func text(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text = unsafe text else { return nil }
    return unsafe String(cString: text)
  }

  private func add(
    _ name: String, _ file: String?, _ bytes: UnsafeRawBufferPointer, isNew: Bool
  ) {
    state.withLock { state in
      // A part that begins like a boundary is told of twice, the first time without bytes.
      let hasBytes = unsafe !bytes.isEmpty
      let goesOn =
        state.fields.last.map { $0.bytes.isEmpty && $0.name == name && $0.fileName == file }
        ?? false
      if isNew, !(goesOn && hasBytes) {
        state.fields.append(
          file.map { FormField(name, file: [], named: $0) } ?? FormField(name, ""))
      }
      guard !state.fields.isEmpty else {
        state.isBroken = true
        return
      }
      unsafe state.fields[state.fields.count - 1].bytes.append(contentsOf: bytes)
    }
  }
}
