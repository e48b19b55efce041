import CRe

/// The thread that libre runs on, from its first call to its last.
@safe final class Reactor {
  private let queue: CommandQueue
  private let agent: Agent
  private var wake: Reference?
  private var isStopping = false

  private init(
    _ options: SignallingOptions, _ limits: SignallingLimits,
    _ listener: any SignallingListener, _ queue: CommandQueue,
    counting refusals: SignallingRefusals
  ) throws(SignallingError) {
    self.queue = queue
    agent = Agent(options, limits, try Clock(), listener, counting: refusals)
    var made: OpaquePointer?
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let code = unsafe mqueue_alloc(&made, Self.take, context)
    guard code == 0, let made = unsafe made else {
      throw SignallingError("no message queue: \(reason(code))")
    }
    unsafe wake = Reference(adopting: UnsafeMutableRawPointer(made))
  }

  /// Runs until it is told to stop. Called on a thread of its own.
  /// - Parameter started: Is told once what was bound, or why nothing was.
  static func run(
    _ options: SignallingOptions, _ limits: SignallingLimits,
    _ listener: any SignallingListener, _ queue: CommandQueue,
    counting refusals: SignallingRefusals,
    started: (Result<[TransportAddress], SignallingError>) -> Void
  ) {
    dbg_init(Int32(DBG_EMERG), DBG_NONE)
    let code = re_thread_init()
    guard code == 0 else {
      started(.failure(SignallingError("no reactor: \(reason(code))")))
      return
    }
    // libre counts descriptors by their number, and the first socket fixes how many there may be.
    fd_setsize(mostDescriptors)
    serve(options, limits, listener, queue, counting: refusals, started: started)
    re_thread_close()
  }

  /// Everything of libre has been let go of when this returns.
  private static func serve(
    _ options: SignallingOptions, _ limits: SignallingLimits,
    _ listener: any SignallingListener, _ queue: CommandQueue,
    counting refusals: SignallingRefusals,
    started: (Result<[TransportAddress], SignallingError>) -> Void
  ) {
    do {
      let reactor = try Reactor(options, limits, listener, queue, counting: refusals)
      let addresses = try reactor.agent.bind()
      if let wake = reactor.wake { unsafe queue.open(wake.opaque) }
      started(.success(addresses))
      _ = re_main(nil)
      queue.close()
      reactor.agent.close()
    } catch {
      started(.failure(error))
    }
  }

  private func takeCommands() {
    for entry in queue.take() {
      switch entry {
      case .command(let command): if !isStopping { agent.perform(command) }
      case .stop:
        isStopping = true
        agent.sayGoodbye { re_cancel() }
      }
    }
  }

  private static let take:
    @convention(c) (Int32, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> Void = {
      _, _, context in
      guard let context = unsafe context else { return }
      unsafe Unmanaged<Reactor>.fromOpaque(context).takeUnretainedValue().takeCommands()
    }
}

/// Room for media sockets too: the numbers of descriptors are those of the whole process.
private let mostDescriptors: Int32 = 65_536
