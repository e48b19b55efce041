import Operations
import Synchronization
import Testing

@Suite struct SupervisorTests {
  private struct Fault: Error, Equatable {}

  private final class Diary: Sendable {
    let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }

  private final class Part: Service {
    typealias Configuration = String
    let name: String
    let diary: Diary
    let state = Mutex((calls: 0, health: Health.good))

    init(_ name: String, _ diary: Diary) { (self.name, self.diary) = (name, diary) }

    func start() throws {
      if name == "broken" { throw Fault() }
      diary.add("start \(name)")
    }
    func check(_ configuration: String) throws {
      if configuration == "bad for \(name)" { throw Fault() }
    }
    func apply(_ configuration: String) { diary.add("\(configuration) \(name)") }
    func drain() {
      diary.add("drain \(name)")
      state.withLock { $0.calls -= 1 }
    }
    var calls: Int { state.withLock { $0.calls } }
    func stop() { diary.add("stop \(name)") }
    var health: Health { state.withLock { $0.health } }
  }

  @Test func `services begin in order and end in the other one`() throws {
    let (diary, supervisor) = (Diary(), Supervisor<String>())
    for name in ["a", "b"] { try supervisor.start(Part(name, diary)) }
    supervisor.begin()
    supervisor.stop()
    #expect(diary.lines.withLock { $0 } == ["start a", "start b", "stop b", "stop a"])
    #expect(supervisor.health.state == .stopped)
  }

  @Test func `when one cannot begin, those before it end`() throws {
    let (diary, supervisor) = (Diary(), Supervisor<String>())
    try supervisor.start(Part("a", diary))
    #expect(throws: Fault()) { try supervisor.start(Part("broken", diary)) }
    #expect(diary.lines.withLock { $0 } == ["start a", "stop a"])
  }

  @Test func `a configuration is followed by all or by none`() throws {
    let (diary, supervisor) = (Diary(), Supervisor<String>())
    for name in ["a", "b"] { try supervisor.start(Part(name, diary)) }
    #expect(throws: Fault()) { try supervisor.apply("bad for b") }
    try supervisor.apply("new")
    #expect(diary.lines.withLock { $0 } == ["start a", "start b", "new a", "new b"])
  }

  @Test func `draining waits for the calls that are on, and not for ever`() throws {
    let (diary, supervisor) = (Diary(), Supervisor<String>())
    let part = Part("a", diary)
    part.state.withLock { $0.calls = 2 }
    try supervisor.start(part)
    supervisor.begin()
    #expect(supervisor.health.isReady)
    var waiting: [Int] = []
    supervisor.drain(seconds: 0) { waiting.append($0) }
    #expect(waiting == [1] && supervisor.calls == 1)
    #expect(supervisor.health.state == .draining && supervisor.health.isHealthy)
    #expect(!supervisor.health.isReady)
  }

  @Test func `a part that fails takes the server's readiness, one that is limited does not`() throws
  {
    let (diary, supervisor) = (Diary(), Supervisor<String>())
    let part = Part("a", diary)
    try supervisor.start(part)
    supervisor.begin()
    part.state.withLock { $0.health = .limited("The trunk refuses us.") }
    #expect(supervisor.health.isReady)
    part.state.withLock { $0.health = .failed("The disk is full.") }
    #expect(!supervisor.health.isReady && !supervisor.health.isHealthy)
  }
}
