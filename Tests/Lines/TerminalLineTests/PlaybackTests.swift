import CallFlow
import Mailbox
import Portal
import Telephony
import Testing

/// A message of ten seconds after its place has been said.
struct PlaybackTests {
  private let message = AudioReference(id: 1, milliseconds: 10_000)

  private var playback: Playback {
    Playback(Spoken.parts(of: [.prompt(.noMessages), .audio(message)], in: SpeechLocale(.en)))
  }

  private var start: Int { playback.milliseconds - 10_000 }

  @Test func `time moves it to its end`() {
    var playback = playback
    #expect(playback.advance(by: 500) == 0..<500)
    #expect(!playback.isAtEnd)
    #expect(playback.advance(by: 60_000) == 500..<playback.milliseconds)
    #expect(playback.isAtEnd)
  }

  @Test func `nothing is heard while it is paused`() {
    var playback = playback
    playback.move(.pause)
    #expect(playback.advance(by: 5_000).isEmpty)
    playback.move(.resume)
    #expect(playback.advance(by: 5_000).count == 5_000)
  }

  @Test(arguments: [
    (Transport.back, 2_000), (.on, 8_000), (.toStart, 0), (.toEnd, 10_000), (.pause, 5_000),
  ])
  func `five seconds into the message, a key moves by three seconds or to an end`(
    transport: Transport, place: Int
  ) {
    var playback = playback
    _ = playback.advance(by: start + 5_000)
    playback.move(transport)
    #expect(playback.position == start + place)
  }

  @Test func `back does not go before the message`() {
    var playback = playback
    _ = playback.advance(by: start + 1_000)
    playback.move(.back)
    #expect(playback.position == start)
  }

  @Test func `on does not go past the end`() {
    var playback = playback
    _ = playback.advance(by: start + 9_000)
    playback.move(.on)
    #expect(playback.isAtEnd)
  }
}
