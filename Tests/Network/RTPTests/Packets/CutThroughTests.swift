import RTP
import Testing

@Suite struct CutThroughTests {
  @Test func `sound begins a pause after the ACK when the caller sends`() {
    var cutThrough = CutThrough(pauseMilliseconds: 300)
    #expect(!cutThrough.isOpen(at: 10_000))
    cutThrough.restart(at: 1_000)
    cutThrough.receive()
    #expect(!cutThrough.isOpen(at: 1_299))
    #expect(cutThrough.isOpen(at: 1_300))
  }

  @Test func `where the caller sends later, sound begins with her first packet`() {
    var cutThrough = CutThrough(pauseMilliseconds: 300)
    cutThrough.restart(at: 1_000)
    #expect(!cutThrough.isOpen(at: 1_450))
    cutThrough.receive()
    #expect(cutThrough.isOpen(at: 1_450))
  }

  @Test func `for a caller who sends nothing sound waits twice as long`() {
    var cutThrough = CutThrough(pauseMilliseconds: 300)
    cutThrough.restart(at: 1_000)
    #expect(!cutThrough.isOpen(at: 1_599))
    #expect(cutThrough.isOpen(at: 1_600))
  }

  @Test func `a caller who comes back gets the pause again`() {
    var cutThrough = CutThrough(pauseMilliseconds: 300)
    cutThrough.restart(at: 1_000)
    cutThrough.receive()
    cutThrough.restart(at: 5_000)
    #expect(!cutThrough.isOpen(at: 5_300))
    cutThrough.receive()
    #expect(cutThrough.isOpen(at: 5_300))
  }

  @Test func `without a pause sound begins at once`() {
    #expect(CutThrough(pauseMilliseconds: 0).isOpen(at: 0))
  }
}
