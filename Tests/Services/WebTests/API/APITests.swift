import Administration
import Audio
import HTTP
import Mailbox
import SoundFiles
import Store
import Testing

@testable import Web

@Suite struct APITests {
  let system: TestAPI

  init() throws { system = try TestAPI() }

  private var pages: TestPages { system.pages }
  private var ben: String { "/users/\(pages.user.id)" }

  // MARK: Tokens

  @Test func `without a token, with a bad one or a revoked one nothing is told`() throws {
    #expect(try system.ask(.get, "/me").status == 401)
    #expect(try system.ask(.get, "/me", secret: "nonsense").status == 401)
    let token = try system.token(of: pages.user, .user)
    #expect(try system.ask(.get, "/me", secret: token.secret).status == 200)
    #expect(try AccessToken.revoke(token.id, of: pages.user.id, in: pages.accounts))
    let answer = try system.ask(.get, "/me", secret: token.secret)
    #expect(answer.status == 401 && answer.headers["www-authenticate"] != nil)
  }

  @Test func `a token ends when its time is over`() throws {
    let token = try system.token(of: pages.user, .user, days: 1)
    pages.pass(minutes: 24 * 60 - 1)
    #expect(try system.ask(.get, "/me", secret: token.secret).status == 200)
    pages.pass(minutes: 1)
    #expect(try system.ask(.get, "/me", secret: token.secret).status == 401)
  }

  @Test func `the store has no secret of a token`() throws {
    let token = try system.token(of: pages.user, .user)
    let stored = try pages.accounts.credentials(.accessToken, of: pages.user.id)
    #expect(stored.count == 1 && !"\(stored)".contains(token.secret))
  }

  @Test func `who is no administrator any more has what a user has`() throws {
    let token = try system.token(of: pages.admin, .company)
    let path = "/companies/\(pages.company.id)"
    #expect(try system.ask(.get, path, secret: token.secret).status == 200)
    try pages.accounts.change(user: pages.admin.id) { $0.role = .user }
    #expect(try system.ask(.get, path, secret: token.secret).status == 403)
    #expect(try system.ask(.get, "/users/\(pages.admin.id)", secret: token.secret).status == 200)
  }

  @Test func `a token makes none that may do more than itself, and its secret is told once`() throws
  {
    let token = try system.token(of: pages.user, .user)
    let path = ben + "/tokens"
    let more = try system.ask(.post, path, secret: token.secret, ["name": "x", "scope": "company"])
    #expect(more.status == 403)
    let made = try system.ask(.post, path, secret: token.secret, ["name": "crm"])
    #expect(made.status == 201)
    let secret = try #require(made.json["secret"]?.text)
    #expect(try system.ask(.get, "/me", secret: secret).status == 200)
    #expect(try !system.ask(.get, path, secret: token.secret).text.contains(secret))
    let keyed = try system.ask(
      .post, path, secret: token.secret, ["name": "crm"], ("Idempotency-Key", "one"))
    let other = try #require(keyed.json["secret"]?.text)
    let kept = try pages.accounts.credentials(.answer, of: nil)
    #expect(!"\(kept)".contains(other))
    let id = try #require(made.json["id"]?.text)
    #expect(try system.ask(.delete, path + "/" + id, secret: secret).status == 204)
    #expect(try system.ask(.get, "/me", secret: secret).status == 401)
  }

  // MARK: Records

  @Test func `a field is changed once, and who has seen an older state is refused`() throws {
    let token = try system.token(of: pages.admin, .company).secret
    let first = try system.ask(.get, ben, secret: token)
    let tag = try #require(first.headers["etag"])
    #expect(first.json["rings"] == 3 || first.json["rings"] != nil)
    #expect(try system.ask(.patch, ben, secret: token, ["rings": 7]).status == 428)
    let done = try system.ask(
      .patch, ben, secret: token, ["rings": 7, "auto-login": true, "email": "b@x.example"],
      ("If-Match", tag))
    #expect(done.status == 200 && done.json["rings"] == 7 && done.json["auto-login"] == true)
    let late = try system.ask(.patch, ben, secret: token, ["rings": 8], ("If-Match", tag))
    #expect(late.status == 412)
    #expect(try pages.accounts.user(pages.user.id).settings.handling.rings == 7)
    let new = try #require(done.headers["etag"])
    #expect(try system.ask(.get, ben, secret: token, nil, ("If-None-Match", new)).status == 304)
  }

  @Test func `a bad value is refused by field and reason, and changes nothing`() throws {
    let token = try system.token(of: pages.admin, .company).secret
    for (field, value): (String, JSONValue) in [
      ("rings", 99), ("rings", "7"), ("aliases", ["00 11"]), ("language", "fr"), ("nothing", 1),
      ("first-name", ""), ("mailbox", "on"), ("email", "nobody"), ("first-name", nil),
    ] {
      let answer = try system.ask(
        .patch, ben, secret: token, .object([field: value]), ("If-Match", "*"))
      #expect(answer.status == 422, "\(field) \(value)")
      #expect(answer.headers["content-type"] == "application/problem+json")
      #expect(answer.json["field"]?.text == field && answer.json["reason"] != nil, "\(answer.text)")
    }
    #expect(try pages.accounts.user(pages.user.id) == pages.user)
  }

  @Test func `a user changes her settings but not what an administrator sets`() throws {
    let token = try system.token(of: pages.user, .user).secret
    let any = ("If-Match", "*")
    #expect(try system.ask(.patch, ben, secret: token, ["last-name": "New"], any).status == 200)
    for change: [String: JSONValue] in [
      ["role": "administrator"], ["extension": "999"], ["main-number": "+492115559999"],
      ["quota-messages": 9],
    ] {
      #expect(
        try system.ask(.patch, ben, secret: token, .object(change), any).status == 422, "\(change)")
    }
    let other = "/users/\(pages.admin.id)"
    #expect(try system.ask(.get, other, secret: token).status == 404)
    #expect(try system.ask(.patch, other, secret: token, ["last-name": "X"], any).status == 404)
  }

  @Test func `a creation that is sent twice with one key is done once`() throws {
    let token = try system.token(of: pages.admin, .company).secret
    let path = "/companies/\(pages.company.id)/users"
    let cleo: JSONValue = [
      "first-name": "Cleo", "last-name": "New", "main-number": "+492115550113",
      "extension": "113",
    ]
    let key = ("Idempotency-Key", "one")
    let first = try system.ask(.post, path, secret: token, cleo, key)
    let again = try system.ask(.post, path, secret: token, cleo, key)
    #expect(first.status == 201 && again.status == 201 && first.text == again.text)
    #expect(again.headers["location"] == first.headers["location"])
    #expect(again.headers["etag"] == first.headers["etag"])
    #expect(try system.ask(.post, path, secret: token, cleo).status == 422)
    let other = try system.ask(.post, path, secret: token, ["first-name": "Other"], key)
    #expect(other.status == 422 && other.text.contains("same-key"))
    #expect(try pages.accounts.users(of: pages.company.id).count == 3)
    let failed = ("Idempotency-Key", "two")
    #expect(try system.ask(.post, path, secret: token, ["first-name": "D"], failed).status == 422)
    let mended: JSONValue = [
      "first-name": "Dora", "last-name": "New", "main-number": "+492115550114",
      "extension": "114",
    ]
    #expect(try system.ask(.post, path, secret: token, mended, failed).status == 201)
  }

  @Test func `users come in pages`() throws {
    let token = try system.token(of: pages.admin, .company).secret
    let path = "/companies/\(pages.company.id)/users?limit=1"
    let first = try system.ask(.get, path, secret: token).json
    guard case .integer(let next) = first["next"] else {
      Issue.record("no next page")
      return
    }
    let second = try system.ask(.get, path + "&after=\(next)", secret: token).json
    #expect(second["next"] == .null && second["users"] != first["users"])
  }

  // MARK: Sounds, lists, messages

  @Test func `a greeting goes up and comes down`() throws {
    let token = try system.token(of: pages.user, .user).secret
    let path = ben + "/greetings/busy/sound"
    #expect(try system.ask(.get, path, secret: token).status == 404)
    let sound = try system.speech()
    #expect(try system.upload(.put, path, secret: token, sound).status == 204)
    let down = try system.ask(.get, path, secret: token)
    #expect(down.status == 200 && down.headers["content-type"] == "audio/wav")
    let tag = try #require(down.headers["etag"])
    #expect(try system.upload(.put, path, secret: token, sound).status == 428)
    let silence = try Sound(samples: Array(repeating: 0, count: 16_000)).encoded(as: .wav)
    #expect(
      try system.upload(.put, path, secret: token, silence, ("If-Match", tag)).status == 422)
    let samples = (0..<7_200).map { Int16($0 * $0 / 97 % 8_000 - 4_000) }
    let short = try system.upload(
      .put, path, secret: token, Sound(samples: samples).encoded(as: .wav), ("If-Match", tag))
    #expect(short.status == 422 && short.text.contains("at least a second"), "\(short.text)")
    #expect(try system.ask(.delete, path, secret: token, nil, ("If-Match", tag)).status == 204)
  }

  @Test func `a message is sent, found, heard, saved, deleted and brought back`() throws {
    let token = try system.token(of: pages.user, .user).secret
    let sent = try system.upload(
      .post, ben + "/messages?to=112&urgent=true", secret: token, system.speech())
    #expect(sent.status == 201 && sent.json["delivered"] == 1)
    let list = try system.ask(.get, ben + "/messages?part=new", secret: token).json
    guard case .array(let rows) = list["messages"], case .integer(let id) = rows.first?["id"] else {
      Issue.record("no message")
      return
    }
    let path = ben + "/messages/\(id)"
    #expect(try system.ask(.get, path + "/sound?format=mp3", secret: token).status == 200)
    var tag = try #require(try system.ask(.get, path, secret: token).headers["etag"])
    for state in ["saved", "deleted", "new"] {
      let answer = try system.ask(
        .patch, path, secret: token, ["state": .text(state)], ("If-Match", tag))
      #expect(answer.status == 200 && answer.json["state"]?.text == state, "\(answer.text)")
      tag = try #require(answer.headers["etag"])
    }
    let admin = try system.token(of: pages.admin, .company).secret
    #expect(try system.ask(.get, path, secret: admin).status == 403)
  }

  @Test(arguments: [(20, 201), (21, 422)])
  func `a message names at most 20 users`(count: Int, status: Int) throws {
    let numbers = (300..<300 + count).map(String.init)
    for number in numbers { _ = try pages.addUser("Cleo", number) }
    let token = try system.token(of: pages.user, .user).secret
    let answer = try system.upload(
      .post, ben + "/messages?to=" + numbers.joined(separator: ","), secret: token, system.speech())
    #expect(answer.status == status, "\(answer.text)")
    let page = try pages.ask(
      .post, "/messages/new", as: pages.signIn(pages.user),
      ["target": "numbers", "numbers": numbers.joined(separator: ", ")])
    #expect(page.text.contains("Enter at most 20 numbers.") == (count > 20))
  }

  @Test func `the sound of a message that is refused is not kept`() throws {
    let token = try system.token(of: pages.user, .user).secret
    try pages.accounts.addMessage(
      to: pages.user.id, samples: [Int16](repeating: 900, count: 16_000), from: "+4930123456",
      isUrgent: false, isConfidential: true, received: 1)
    let message = try #require(try pages.accounts.messages(of: pages.user.id).first).id
    let takes = pages.mailboxes.takes
    let next = takes.plan(.draft).id + 1
    let refused = try system.upload(
      .post, ben + "/messages/\(message)/forwarded?to=111", secret: token, system.speech())
    #expect(refused.status == 422 && refused.text.contains("confidential"), "\(refused.text)")
    #expect(throws: StoreError.self) { try takes.audio(of: next) }
    #expect(takes.plan(.draft).id == next + 1)
  }

  @Test func `a list is made, refused, changed and removed`() throws {
    let token = try system.token(of: pages.user, .user).secret
    let path = ben + "/lists/3"
    let made = try system.ask(
      .put, path, secret: token, ["description": "All", "members": ["111"]])
    #expect(made.status == 200)
    let tag = try #require(made.headers["etag"])
    let unknown = try system.ask(
      .put, path, secret: token, ["description": "All", "members": ["999"]], ("If-Match", tag))
    #expect(unknown.status == 422)
    #expect(try system.ask(.get, ben + "/lists/16", secret: token).status == 404)
    #expect(try system.ask(.delete, path, secret: token, nil, ("If-Match", tag)).status == 204)
    #expect(try system.ask(.get, path, secret: token).status == 404)
  }

  @Test func `the log names the token and from where it was used`() throws {
    let token = try system.token(of: pages.admin, .company).secret
    _ = try system.ask(.patch, ben, secret: token, ["rings": 7], ("If-Match", "*"))
    let path = "/companies/\(pages.company.id)/audit?user=\(pages.user.id)&limit=1"
    let log = try system.ask(.get, path, secret: token).json
    guard case .array(let rows) = log["entries"] else {
      Issue.record("no log")
      return
    }
    #expect(rows.first?["actor"]?.text == "client/test of Ada Test")
    #expect(rows.first?["origin"]?.text == "192.0.2.7")
  }
}
