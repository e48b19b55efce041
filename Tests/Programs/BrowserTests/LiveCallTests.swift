import Foundation
import Mailbox
import Testing
import Wording

extension TheBrowser {
  /// Calls by SIP that are on, and end because an administrator wants it.
  @Suite @MainActor struct LiveCallTests {
    @Test(arguments: ["/admin/calls", "/operator/calls"])
    func `a call that is on is ended by the button`(path: String) throws {
      let browser = try Administrators.browser(of: .en)
      let caller = try SIPCaller.listen()
      defer { caller.stop() }
      try caller.waitUntilAnswered()
      try browser.go(path)
      try browser.wait("location.reload() || document.querySelector('.act button.danger')")
      #expect(try browser.text("main section h2") == CallText.live.text(in: .en))
      try browser.follow(".act button.danger")
      #expect(try browser.path == path + "?saved=1")
      try caller.waitUntilHungUp()
      try browser.wait("location.reload() || !document.querySelector('.act button.danger')")
      // Its record is written behind it.
      let ending = NamedText(.callEnding, "operator").text(in: .en)
      try browser.wait(
        "location.reload() || document.querySelector('tbody')?.innerText.includes('\(ending)')")
    }

    @Test func `a call that is on is ended by the API`() throws {
      let demo = try DemoPortal.shared.get()
      let secret = try demo.accounts([
        "token", "add", "desk", "--company", "Demo", "--user", "101", "--scope", "company",
      ])
      let browser = try DemoPortal.browser(of: .en)
      try browser.go("/messages")
      let caller = try SIPCaller.listen()
      defer { caller.stop() }
      try caller.waitUntilAnswered()
      let statuses = try browser.runLater(
        """
        const [secret, done] = arguments;
        const headers = { Authorization: `Bearer ${secret}` };
        const place = "/api/v1/companies/1/live-calls";
        (async () => {
          const { calls } = await (await fetch(place, { headers })).json();
          const ended = [];
          for (const { id } of calls) {
            const answer = await fetch(`${place}/${id}`, { method: "DELETE", headers });
            ended.push(String(answer.status));
          }
          done(ended);
        })();
        """, [.string(secret)])
      #expect(statuses.strings == ["204"])
      try caller.waitUntilHungUp()
    }
  }
}
