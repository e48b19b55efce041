import HTTP
import Store

/// Style, scripts and icon, which are part of the program. A browser keeps them and asks whether they
/// have changed.
enum Assets {
  static let routes: [PageRoute] = [
    route("/portal.css", PackageResources.portal_css, "text/css; charset=utf-8"),
    route("/portal.js", PackageResources.portal_js, "text/javascript; charset=utf-8"),
    route("/recorder.js", PackageResources.recorder_js, "text/javascript; charset=utf-8"),
    route("/icon.svg", PackageResources.icon_svg, "image/svg+xml"),
  ]

  private static func route(_ path: String, _ bytes: [UInt8], _ type: String) -> PageRoute {
    let tag = "\"\(SecretToken.hash(of: String(decoding: bytes, as: UTF8.self)).prefix(16))\""
    return PageRoute(
      .get, path,
      .anybody { visit in
        let isKnown = visit.request.headers["if-none-match"] == tag
        let response = isKnown ? HTTPResponse(304) : HTTPResponse(bytes, type: type)
        return response.adding("ETag", tag).adding("Cache-Control", "no-cache")
      })
  }
}
