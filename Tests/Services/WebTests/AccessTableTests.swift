import Administration
import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// Every address by every role: who may not, gets nothing, whatever is asked (forced browsing).
@Suite struct AccessTableTests {
  let system: TestAPI

  init() throws { system = try TestAPI() }

  private var pages: TestPages { system.pages }

  // MARK: The page

  /// The address of a route, about the user's records.
  private func path(of route: PageRoute) -> String {
    let isAboutUser = route.path.hasPrefix("/admin/users/")
    return route.path.replacing("*", with: isAboutUser ? "\(pages.user.id)" : "1")
  }

  @Test func `whoever is not signed in is led to sign in, by every address but the open ones`()
    throws
  {
    for route in Routes.all {
      if case .anybody = route.answer { continue }
      let answer = try pages.ask(route.method, path(of: route))
      #expect(
        answer.status == 303 && answer.location?.hasPrefix("/sign-in") == true,
        "\(route.method.rawValue) \(route.path)")
    }
  }

  @Test func `what administrators do is not there for users, and closed without a web password`()
    throws
  {
    let user = try pages.signIn(pages.user)
    for route in Routes.all {
      guard case .administrator = route.answer else { continue }
      let answer = try pages.ask(route.method, path(of: route), as: user)
      #expect(answer.status == 404, "\(route.method.rawValue) \(route.path)")
    }
    try pages.accounts.setWebPassword(nil, of: pages.admin.id)
    let late = try pages.signIn(pages.admin, TestPages.passcode)
    for route in Routes.all {
      guard case .administrator = route.answer else { continue }
      let answer = try pages.ask(route.method, path(of: route), as: late)
      #expect(answer.status == 403, "\(route.method.rawValue) \(route.path)")
    }
  }

  @Test func `an administrator finds nothing of another company's users, by any address`() throws {
    let stranger = try pages.signIn(pages.stranger)
    let before = try pages.accounts.revised(user: pages.user.id)
    for route in Routes.all where route.path.hasPrefix("/admin/users/*") {
      let answer = try pages.ask(
        route.method, path(of: route), as: stranger, ["passcode": "739152", "generate": "1"])
      #expect(answer.status == 404, "\(route.method.rawValue) \(route.path)")
    }
    #expect(try pages.accounts.revised(user: pages.user.id) == before)
  }

  @Test func `a form without the token of its session changes nothing, by any address`() throws {
    let admin = try pages.signIn(pages.admin)
    for route in Routes.all where route.method == .post {
      if case .anybody = route.answer { continue }
      let answer = try pages.ask(.post, path(of: route), as: admin, ["token": "x"])
      #expect(answer.status == 403, "\(route.path)")
      let foreign = try pages.ask(
        .post, path(of: route), as: admin, origin: "http://evil.test")
      #expect(foreign.status == 403, "\(route.path)")
    }
  }

  @Test func `messages, sounds and tokens of one user are not there for another`() throws {
    let token = try system.token(of: pages.user, .user)
    let own = "/users/\(pages.user.id)"
    #expect(
      try system.upload(.post, own + "/messages?to=112", secret: token.secret, system.speech())
        .status == 201)
    #expect(
      try system.upload(
        .put, own + "/announcements/Fair/sound", secret: token.secret, system.speech()
      ).status == 204)
    let message = try #require(try pages.accounts.messages(of: pages.user.id).first).id
    let sound = try #require(
      try pages.accounts.announcements(of: .user(pages.user.id)).first
    ).sound.id
    let addresses = [
      "/messages/\(message)/message.wav", "/messages/\(message)/message.mp3",
      "/messages/\(message)/forward", "/announcements/\(sound)/sound.wav",
    ]
    for other in [pages.admin, pages.stranger] {
      let browser = try pages.signIn(other)
      for address in addresses {
        #expect(try pages.ask(.get, address, as: browser).status == 404, "\(address)")
      }
      _ = try pages.ask(.post, "/messages", as: browser, ["delete": "\(message)"])
      _ = try pages.ask(.post, "/profile/tokens/revoke", as: browser, ["token-id": token.id])
    }
    #expect(try pages.accounts.messages(of: pages.user.id).first?.isDeleted == false)
    #expect(try system.ask(.get, "/me", secret: token.secret).status == 200)
    let browser = try pages.signIn(pages.user)
    #expect(try pages.ask(.get, addresses[3], as: browser).status == 200)
  }

  // MARK: The API

  @Test func `every operation is closed to every token that does not cover its record`() throws {
    let secrets: [(name: String, secret: String?, covers: Int)] = [
      ("nobody", nil, -1), ("colleague", try system.token(of: pages.admin, .user).secret, 0),
      ("stranger", try system.token(of: pages.stranger, .company).secret, 0),
      ("user", try system.token(of: pages.user, .user).secret, 1),
      ("company", try system.token(of: pages.admin, .company).secret, 2),
      ("operator", try system.token(of: nil, .operator).secret, 3),
    ]
    for operation in APISite.operations where !operation.pathNames.isEmpty {
      var path = operation.path
      for name in operation.pathNames {
        let value =
          switch name {
          case "user": "\(pages.user.id)"
          case "company": "\(pages.company.id)"
          case "slot": "busy"
          case _: "1"
          }
        path = path.replacing("{\(name)}", with: value)
      }
      let isAboutUser = operation.pathNames.contains("user")
      for (name, secret, covers) in secrets {
        // Without If-Match and without a body nothing is changed where it is allowed.
        let status = try system.ask(operation.method, path, secret: secret).status
        let isAllowed =
          switch operation.access {
          case .anybody: true
          case .token: isAboutUser ? covers >= 1 : covers >= 2
          case .own: covers == 1
          case .company: covers >= 2
          case .operator: covers >= 3
          }
        let place: Comment = "\(name): \(operation.method.rawValue) \(operation.path)"
        if secret == nil {
          #expect(status == 401, place)
        } else if !isAllowed {
          #expect(status == 403 || status == 404, place)
        } else {
          #expect(status != 401 && status != 403, place)
        }
      }
    }
    #expect(try pages.accounts.user(pages.user.id) == pages.user)
  }
}
