import CMicroHTTPD
import Glibc
import Synchronization

/// libmicrohttpd on one address. With `MicroHTTPDAnswers.swift` this is all that touches the library:
/// here what it tells us, there what we tell it.
///
/// Its callbacks run on its own threads and never wait.
@safe final class MicroHTTPDaemon: Sendable {
  /// With the port that the system gave.
  let place: HTTPAddress
  private let lifecycle: RequestLifecycle
  private let isEncrypted: Bool
  private let state = Mutex(State())

  private struct State {
    /// `MHD_Daemon`, by its address; 0: there is none.
    var daemon: UInt = 0
    var isQuiet = false
    /// The last thing that the library had to say.
    var saying = ""
  }

  private static let threads = 2
  private static let tlsVersions = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

  /// Begins to listen.
  init(_ place: HTTPAddress, _ lifecycle: RequestLifecycle) throws(HTTPServerError) {
    let (listener, port) = try Sockets.listen(place)
    self.place = HTTPAddress(host: place.host, port: port)
    self.lifecycle = lifecycle
    isEncrypted = lifecycle.settings.certificate != nil
    let daemon = start(on: listener)
    guard daemon != 0 else {
      close(listener)
      let saying = state.withLock(\.saying)
      throw HTTPServerError(
        description: "http on \(place): \(saying.isEmpty ? "It cannot be served." : saying)",
        isAddressInUse: false)
    }
    state.withLock { $0.daemon = daemon }
  }

  /// Takes no new connection.
  func quiesce() {
    let daemon = state.withLock { state in
      defer { state.isQuiet = true }
      return state.isQuiet ? 0 : state.daemon
    }
    guard daemon != 0 else { return }
    let listener = unsafe MHD_quiesce_daemon(OpaquePointer(bitPattern: daemon))
    if listener >= 0 { close(listener) }
  }

  /// Closes all connections. None may sleep.
  func stop() {
    quiesce()
    let daemon = state.withLock { state in
      defer { state.daemon = 0 }
      return state.daemon
    }
    if daemon != 0 { unsafe MHD_stop_daemon(OpaquePointer(bitPattern: daemon)) }
  }

  // MARK: Options

  private func start(on listener: Int32) -> UInt {
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    var options = unsafe callbacks(this)
    func set(_ option: MHD_OPTION, _ value: Int) {
      unsafe options.append(MHD_OptionItem(option: option, value: value, ptr_value: nil))
    }
    let settings = lifecycle.settings
    set(.LISTEN_SOCKET, Int(listener))
    // Ours is the limit that is told of; this one only makes others wait.
    set(.CONNECTION_LIMIT, settings.connections + 256)
    set(.CONNECTION_TIMEOUT, Int(max(settings.headSeconds, settings.idleSeconds).rounded(.up)))
    set(.THREAD_POOL_SIZE, Self.threads)
    // Half of it is for what is sent.
    set(.CONNECTION_MEMORY_LIMIT, settings.mostHeadBytes + 16_384)
    set(.STRICT_FOR_CLIENT, 1)
    var flags =
      MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_USE_SUSPEND_RESUME.rawValue
      | MHD_USE_ITC.rawValue | MHD_USE_ERROR_LOG.rawValue
    var texts: [UnsafeMutablePointer<CChar>] = unsafe []
    if let certificate = settings.certificate {
      flags |= MHD_USE_TLS.rawValue
      for (option, text) in [
        (MHD_OPTION.HTTPS_MEM_KEY, certificate.key), (.HTTPS_MEM_CERT, certificate.chain),
        (.HTTPS_PRIORITIES, Self.tlsVersions),
      ] {
        guard let copy = unsafe strdup(text) else { return 0 }
        unsafe texts.append(copy)
        unsafe options.append(MHD_OptionItem(option: option, value: 0, ptr_value: copy))
      }
    }
    unsafe options.append(MHD_OptionItem(option: .END, value: 0, ptr_value: nil))
    defer { unsafe texts.withUnsafeBufferPointer { unsafe Self.free($0) } }
    return unsafe options.withUnsafeMutableBufferPointer { list in
      unsafe withVaList([MHD_OPTION.ARRAY.rawValue, list.baseAddress!, MHD_OPTION.END.rawValue]) {
        unsafe UInt(
          bitPattern: MHD_start_daemon_va(flags, 0, nil, nil, Self.requestCallback, this, $0))
      }
    }
  }

  private static func free(_ texts: UnsafeBufferPointer<UnsafeMutablePointer<CChar>>) {
    for place in texts.indices { unsafe Glibc.free(texts[place]) }
  }

  private func callbacks(_ this: UnsafeMutableRawPointer) -> [MHD_OptionItem] {
    let said: MHD_LogCallback = { context, format, arguments in
      guard let format = unsafe format, let arguments = unsafe arguments else { return }
      unsafe MicroHTTPDaemon.at(context).hear(format, arguments)
    }
    let connected: MHD_NotifyConnectionCallback = { context, connection, slot, code in
      guard let connection = unsafe connection, let slot = unsafe slot else { return }
      unsafe MicroHTTPDaemon.at(context).note(
        connection, slot, isOpen: code == .CONNECTION_NOTIFY_STARTED)
    }
    typealias LineCallback =
      @convention(c) (
        UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
      ) -> UnsafeMutableRawPointer?
    let lineCame: LineCallback = { context, target, connection in
      guard let target = unsafe target, let connection = unsafe connection else { return nil }
      return unsafe MicroHTTPDaemon.begin(connection, target)
    }
    let completed: MHD_RequestCompletedCallback = { context, _, slot, _ in
      guard let exchange = unsafe slot?.pointee else { return }
      unsafe slot?.pointee = nil
      unsafe MicroHTTPDaemon.at(context).lifecycle.isOver(
        Unmanaged<Exchange>.fromOpaque(exchange).takeRetainedValue())
    }
    return unsafe [
      // The first, so that it hears what is wrong with the others.
      MHD_OptionItem(
        option: .EXTERNAL_LOGGER, value: unsafeBitCast(said, to: Int.self), ptr_value: this),
      MHD_OptionItem(
        option: .NOTIFY_CONNECTION, value: unsafeBitCast(connected, to: Int.self), ptr_value: this),
      MHD_OptionItem(
        option: .URI_LOG_CALLBACK, value: unsafeBitCast(lineCame, to: Int.self), ptr_value: this),
      MHD_OptionItem(
        option: .NOTIFY_COMPLETED, value: unsafeBitCast(completed, to: Int.self), ptr_value: this),
    ]
  }

  private static let requestCallback: MHD_AccessHandlerCallback = {
    context, connection, _, method, version, data, count, slot in
    guard let connection = unsafe connection, let exchange = unsafe slot?.pointee,
      let method = unsafe method, let version = unsafe version, let count = unsafe count
    else { return .NO }
    return unsafe MicroHTTPDaemon.at(context).handle(
      connection, Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue(),
      String(cString: method), String(cString: version), data, count)
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> MicroHTTPDaemon {
    unsafe Unmanaged<MicroHTTPDaemon>.fromOpaque(context!).takeUnretainedValue()
  }

  // MARK: What the library tells

  private func hear(_ format: UnsafePointer<CChar>, _ arguments: CVaListPointer) {
    var text = [CChar](repeating: 0, count: 512)
    unsafe vsnprintf(&text, text.count, format, arguments)
    let saying = String(
      decoding: text.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    state.withLock { $0.saying = saying }
    lifecycle.report(HTTPTrouble(kind: .library, sentence: saying))
  }

  private func note(
    _ connection: OpaquePointer, _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>,
    isOpen: Bool
  ) {
    if isOpen {
      guard let client = unsafe vp_client_address(connection),
        let address = unsafe NetworkAddress(client)
      else { return }
      let opened = unsafe lifecycle.connections.opened(
        vp_connection_descriptor(connection), address, isEncrypted: isEncrypted)
      unsafe slot.pointee = Unmanaged.passRetained(opened).toOpaque()
    } else if let context = unsafe slot.pointee {
      unsafe slot.pointee = nil
      lifecycle.connections.closed(
        unsafe Unmanaged<Connection>.fromOpaque(context).takeRetainedValue())
    }
  }

  private static func begin(
    _ connection: OpaquePointer, _ target: UnsafePointer<CChar>
  ) -> UnsafeMutableRawPointer? {
    guard let context = unsafe vp_socket_context(connection) else { return nil }
    let client = unsafe Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
    client.lineCame()
    let exchange = unsafe Exchange(
      client, handle: UInt(bitPattern: connection), target: String(validatingCString: target))
    return unsafe Unmanaged.passRetained(exchange).toOpaque()
  }

  private func handle(
    _ connection: OpaquePointer, _ exchange: Exchange, _ method: String, _ version: String,
    _ data: UnsafePointer<CChar>?, _ count: UnsafeMutablePointer<Int>
  ) -> MHD_Result {
    guard exchange.state.withLock(\.hasHead) else {
      let head = RequestHead(
        method: method, target: exchange.state.withLock(\.target), version: version,
        headers: unsafe Self.headers(of: connection))
      do throws(RequestHead.Refusal) {
        try lifecycle.admit(exchange, head)
      } catch {
        return unsafe send(lifecycle.answer(to: error, exchange), connection, exchange)
      }
      guard head.body == .parts, head.hasBody else { return .YES }
      guard let parts = unsafe FormParts(connection) else {
        return unsafe send(
          lifecycle.answer(to: Exchange.State.broken, exchange), connection, exchange)
      }
      exchange.state.withLock { $0.parts = parts }
      return .YES
    }
    let size = unsafe count.pointee
    guard size > 0, let data = unsafe data else {
      guard let answer = lifecycle.answer(exchange) else { return .YES }
      return unsafe send(answer, connection, exchange)
    }
    unsafe count.pointee = 0
    guard let isRead = lifecycle.admit(exchange, bytes: size) else { return .NO }
    guard isRead else { return .YES }
    if let parts = exchange.state.withLock(\.parts) {
      unsafe parts.feed(data, size)
    } else {
      exchange.state.withLock { state in
        unsafe state.body.append(contentsOf: UnsafeRawBufferPointer(start: data, count: size))
      }
    }
    return .YES
  }

  private func send(
    _ answer: PreparedAnswer, _ connection: OpaquePointer, _ exchange: Exchange
  ) -> MHD_Result {
    exchange.connection.answers(answer.count)
    return unsafe answer.send(on: connection)
  }

  private static func headers(of connection: OpaquePointer) -> HTTPHeaders {
    final class List { var all: [(String, String)] = [] }
    let list = List()
    unsafe MHD_get_connection_values(
      connection, .HEADER_KIND,
      { context, _, name, value in
        let list = unsafe Unmanaged<List>.fromOpaque(context!).takeUnretainedValue()
        if let name = unsafe name {
          let text = unsafe value.map { unsafe String(cString: $0) } ?? ""
          unsafe list.all.append((String(cString: name), text))
        }
        return .YES
      }, Unmanaged.passUnretained(list).toOpaque())
    return HTTPHeaders(list.all)
  }
}

/// The library that speaks HTTP.
public enum HTTPLibrary {
  /// Its name and the version that is loaded.
  public static var version: String {
    unsafe "libmicrohttpd " + String(cString: MHD_get_version())
  }
}
