import Foundation
import Operations
import Store
import Synchronization

/// Keeps the lease of a node on a database that several share, and tells its lines whether this node does
/// what one node does for all. A server that has its mailboxes for itself does all of it, and needs none.
final class NodeService: Service {
  typealias Configuration = ServedConfiguration

  let name = "node"
  private let store: Mailboxes
  private let lines: [ServedSIPLine]
  private let log: Log
  private let queue = DispatchQueue(label: "voiceportal.node", qos: .utility)
  private let isOver = Atomic(false)
  /// When it is next written down where calls went.
  private let keepsAfter = Mutex(DispatchTime.now())
  private let leads = Mutex<Bool?>(nil)

  private static let keepInterval = DispatchTimeInterval.seconds(30)
  private static let interval = DispatchTimeInterval.seconds(10)

  init(_ store: Mailboxes, _ lines: [ServedSIPLine], log: Log) {
    (self.store, self.lines, self.log) = (store, lines, log)
  }

  func start() { if store.isShared { queue.async { self.keepLease() } } }

  func stop() {
    isOver.store(true, ordering: .relaxed)
    queue.sync {}
  }

  private func keepLease() {
    guard !isOver.load(ordering: .relaxed) else { return }
    keepVisits()
    do throws(StoreError) {
      lead(try store.keepLease())
    } catch {
      // Another node leads soon, or none can.
      log.warning("This node has no lease: \(error)", kind: LogKind("node: lease"))
      lead(false)
    }
    queue.asyncAfter(deadline: .now() + Self.interval) { [weak self] in self?.keepLease() }
  }

  /// Writes at most every half minute, since it may be much.
  private func keepVisits() {
    let isDue = keepsAfter.withLock { moment in
      guard moment <= .now() else { return false }
      moment = .now() + Self.keepInterval
      return true
    }
    guard isDue else { return }
    do throws(StoreError) {
      try store.keepVisits()
    } catch {
      log.warning("Where calls went is not kept: \(error)", kind: LogKind("node: visits"))
    }
  }

  private func lead(_ leads: Bool) {
    let isNew = self.leads.withLock { known in
      defer { known = leads }
      return known != leads
    }
    guard isNew else { return }
    if leads { log.info("This node tells other systems of waiting messages, for all nodes.") }
    for line in lines { line.tellSystems(leads) }
  }
}
