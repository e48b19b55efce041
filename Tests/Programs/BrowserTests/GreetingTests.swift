import Audio
import Mailbox
import SoundFiles
import Testing
import Wording

extension TheBrowser {
  @Suite @MainActor struct GreetingTests {
    @Test func `a greeting for busy is recorded in the page and can be listened to`() throws {
      let browser = try DemoPortal.browser(of: .en)
      try browser.go("/greetings")
      let recorder = "[data-recorder=sound-busy]"
      try browser.run("document.querySelector('#busy-greeting-own').click()")
      try browser.click(recorder + " [data-in=idle] button")
      try browser.wait(
        "document.querySelector('\(recorder) [data-clock]').textContent >= '0:02'")
      // The meter follows the voice, which pauses.
      try browser.wait("document.querySelector('\(recorder) .lit') !== null")
      try browser.click(recorder + " [data-in=live] button.primary")
      try browser.wait("document.querySelector('\(recorder)').dataset.state === 'kept'")
      try browser.follow(".head button.primary")
      #expect(try browser.path == "/greetings?saved=1")
      #expect(try browser.has("#busy-greeting-own:checked"))
      try Self.listen("busy", in: browser)
      #expect(try browser.consoleErrors() == [])
    }

    @Test func `a sound file becomes the greeting`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.go("/greetings")
      let speech = try DemoPortal.shared.get().folder + "/speech.wav"
      try browser.type(speech, into: "#sound-personal")
      try browser.follow(".head button.primary")
      #expect(try browser.path == "/greetings?saved=1")
      #expect(try browser.has("#no-answer-greeting-personal:checked"))
      try Self.listen("personal", in: browser)
    }

    @Test func `a sound file with keys in it is refused, and it is said at its field`() throws {
      let browser = try DemoPortal.browser(of: .de)
      let path = try DemoPortal.shared.get().folder + "/keys.wav"
      let keys = try #require(Tone.dtmf(keys: "123".utf8, milliseconds: 200))
      try Sound(samples: DemoPortal.speech(seconds: 2) + keys).write(to: path, format: .wav)
      try browser.go("/greetings")
      try browser.type(path, into: "#sound-away")
      try browser.follow(".head button.primary")
      #expect(try browser.text("#errors").contains(GreetingText.holdsKeys.text(in: .de)))
      #expect(try browser.text("#sound-away-error").contains("Telefontasten"))
    }

    private static func listen(_ slot: String, in browser: Browser) throws {
      let player = "[data-player]:has(audio[src='/greetings/\(slot)/sound.wav'])"
      try browser.run("document.querySelector(arguments[0]).click()", [.string(player + " .round")])
      try browser.wait("document.querySelector(\"\(player) audio\").currentTime > 0.2")
      try browser.run("document.querySelector(arguments[0]).pause()", [.string(player + " audio")])
    }
  }
}
