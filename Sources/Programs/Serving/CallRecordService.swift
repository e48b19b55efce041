import Configuration
import Operations
import Store
import Telephony

/// The records of calls: a thread that writes them, and which calls are on.
final class CallRecordService: Service {
  typealias Configuration = ServedConfiguration

  let name = "call records"
  let writer: CallRecordWriter
  let registry: CallRegistry

  /// Begins to write.
  init(_ configuration: ServerConfiguration, _ store: Mailboxes, log: Log) {
    writer = CallRecordWriter(
      configuration.dataFolder, accounts: store.accounts, options: configuration.callRecords,
      log: log, now: ServerClock.now)
    registry = CallRegistry(keeper: writer, now: ServerClock.now)
  }

  func start() {}

  func apply(_ configuration: ServedConfiguration) {
    writer.apply(configuration.configuration.callRecords)
  }

  func stop() { writer.close() }

  var health: Health { writer.fault.map { .limited("They wait: \($0)") } ?? .good }
}
