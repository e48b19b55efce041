import HTTP
import Wording

/// What is shown where a request gets no page.
enum ErrorPage {
  static func notFound(_ visit: PageRequest) -> HTTPResponse {
    page(visit, 404, .notFound, .notFoundHelp)
  }

  static func methodNotAllowed(_ visit: PageRequest) -> HTTPResponse {
    page(visit, 405, .notFound, .notFoundHelp)
  }

  static func foreignForm(_ visit: PageRequest) -> HTTPResponse {
    page(visit, 403, .foreignForm, .foreignFormHelp)
  }

  static func failed(_ visit: PageRequest) -> HTTPResponse {
    page(visit, 500, .failed, .failedHelp)
  }

  /// To an administrator who has signed in with a passcode alone.
  static func needsWebPassword(_ visit: SignedInRequest) -> HTTPResponse {
    let words = { (text: WebPasswordText) in visit(text) }
    return Frame.gate(
      visit.visit, title: words(.needed), status: 403,
      """
      <div class="stack"><h1>\(words(.needed))</h1><p>\(words(.neededHelp))</p>\
      <a class="btn primary" href="\(Link.page(.profile).address)#web-password">\(words(.set))</a></div>
      """)
  }

  private static func page(
    _ visit: PageRequest, _ status: Int, _ title: PageText, _ help: PageText
  ) -> HTTPResponse {
    Frame.gate(
      visit, title: visit(title), status: status,
      """
      <div class="stack"><h1>\(visit(title))</h1><p>\(visit(help))</p>\
      <a class="btn primary" href="/">\(visit(.toStart))</a></div>
      """)
  }
}
