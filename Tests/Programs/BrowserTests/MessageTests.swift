import Foundation
import Mailbox
import Testing
import Wording

extension TheBrowser {
  @Suite @MainActor struct MessageTests {
    @Test func `a message plays, and from where one wants`() throws {
      let browser = try DemoPortal.browser(of: .en)
      try browser.openMessage()
      try browser.click(".is-open .round")
      let audio = "document.querySelector('.is-open audio')"
      try browser.wait("\(audio).currentTime > 0.2")
      try browser.run(
        """
        const place = document.querySelector(".is-open input[type=range]");
        place.value = place.max / 2;
        place.dispatchEvent(new Event("input"));
        """)
      try browser.wait("!\(audio).seeking && \(audio).currentTime > \(audio).duration / 2")
      try browser.wait(
        "document.querySelector('.is-open input[type=range]').value > \(audio).duration / 2")
      try browser.click(".is-open .round")
      try browser.wait("\(audio).paused")
      #expect(try browser.consoleErrors() == [])
    }

    @Test func `the arrows move in a message, and the speed can be chosen`() throws {
      let browser = try DemoPortal.browser(of: .en)
      try browser.openMessage()
      let audio = "document.querySelector('.is-open audio')"
      try browser.click(".is-open .speed option[value='1.5']")
      try browser.wait("\(audio).playbackRate === 1.5")
      try browser.click(".is-open .round")
      try browser.wait("\(audio).duration > 0")
      try browser.click(".is-open .round")
      let before = try browser.run("return \(audio).currentTime").number ?? 0
      try browser.run("document.querySelector('.is-open input[type=range]').focus()")
      try browser.press(String(repeating: Browser.Key.right.rawValue, count: 10))
      try browser.wait("\(audio).currentTime >= \(before + 0.5)")
    }

    @Test func `a message is saved, deleted and restored`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.openMessage()
      let id = try browser.property("id", of: ".is-open")
      try browser.follow(".is-open [name=save]")
      #expect(try !browser.has("#\(id).new"))
      try browser.follow("#\(id) .who a")
      try browser.follow(".is-open [name=delete]")
      #expect(try !browser.has("#\(id)"))
      try browser.go("/messages?part=deleted")
      try browser.follow("#\(id) .who a")
      try browser.follow(".is-open [name=restore]")
      try browser.go("/messages")
      #expect(try browser.has("#\(id)"))
    }

    @Test func `what is ticked can be done with several messages`() throws {
      let browser = try DemoPortal.browser(of: .nl)
      try browser.go("/messages")
      #expect(try browser.property("hidden", of: ".bulk") == "true")
      for tick in 1...2 {
        try browser.run("document.querySelectorAll('.tick input')[\(tick - 1)].click()")
      }
      #expect(try browser.text(".bulk strong") == "2 geselecteerd")
      try browser.follow(".bulk [value=save]")
      #expect(try !browser.has(".msg.new"))
      for tick in 1...2 {
        try browser.run("document.querySelectorAll('.tick input')[\(tick - 1)].click()")
      }
      try browser.follow(".bulk [value=new]")
      #expect(try browser.run("return document.querySelectorAll('.msg.new').length") == 2)
    }

    @Test(arguments: [("mp3", "audio/mpeg"), ("wav", "audio/wav")])
    func `a message is downloaded`(kind: String, type: String) throws {
      let browser = try DemoPortal.browser(of: .en)
      try browser.openMessage()
      let found = try browser.runLater(
        """
        const [kind, done] = arguments;
        fetch(document.querySelector(`.is-open a[download][href$='${kind}']`).href).then(async (answer) =>
          done([answer.headers.get("content-type"), answer.headers.get("content-disposition"),
            (await answer.arrayBuffer()).byteLength > 5000 ? "long" : "short"]));
        """, [.string(kind)]
      ).strings
      #expect(found.first == type)
      #expect(found[1].contains("attachment"))
      #expect(found[2] == "long")
    }

    @Test func `a message that is left by a call appears within two seconds by itself`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.go("/messages")
      let before = try browser.property("textContent", of: ".count")
      try SIPCaller.leaveMessage(for: "111", from: "02214710188")
      try browser.wait("!document.querySelector('#toast').hidden", withinSeconds: 2)
      #expect(try browser.text("#toast").contains("Neue Nachricht"))
      let after = try browser.property("textContent", of: ".count")
      #expect(after != before)
      #expect(try browser.title.hasPrefix("(\(after.prefix { $0.isNumber })) "))
      try browser.follow("#toast a")
      #expect(try browser.text("ol").contains("471-0188") || browser.text("ol").contains("4710188"))
    }
  }
}
