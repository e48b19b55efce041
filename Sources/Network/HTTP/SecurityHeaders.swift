/// What every answer tells the browser that it must not do.
public enum SecurityHeaders {
  private static let always = [
    (
      "Content-Security-Policy",
      "default-src 'self'; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; "
        + "form-action 'self'; object-src 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    (
      "Permissions-Policy",
      "microphone=(self), camera=(), geolocation=(), display-capture=(), payment=(), usb=()"
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
  ]

  /// A year, in seconds (RFC 6797).
  private static let strictTransport = ("Strict-Transport-Security", "max-age=31536000")

  /// The same answer with them; a header that it has already stays.
  /// - Parameter isSecure: Whether the request came encrypted; a browser that is told so keeps to it.
  public static func added(to response: HTTPResponse, isSecure: Bool) -> HTTPResponse {
    var answer = response
    for (name, value) in always + (isSecure ? [strictTransport] : [])
    where response.headers[name] == nil {
      answer.headers.add(name, value)
    }
    return answer
  }
}
