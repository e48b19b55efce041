import CSodium
import Encodings
public import Mailbox

/// Signs events as Standard Webhooks does: HMAC-SHA256 over the event's id, the time of the try and the
/// text. A receiver that checks the time too cannot be fooled by an old one that somebody recorded.
public enum HookSignature {
  /// `v1,` and the signature in base64.
  /// - Parameter timestamp: Seconds since 1970 UTC.
  public static func text(
    of body: String, id: String, timestamp: Int64, by secret: HookSecret
  ) -> String {
    var key = bytes(of: secret)
    defer { unsafe sodium_memzero(&key, key.count) }
    let signed = Array("\(id).\(timestamp).\(body)".utf8)
    var state = crypto_auth_hmacsha256_state()
    unsafe crypto_auth_hmacsha256_init(&state, key, key.count)
    unsafe crypto_auth_hmacsha256_update(&state, signed, UInt64(signed.count))
    var result = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    unsafe crypto_auth_hmacsha256_final(&state, &result)
    return "v1,\(Base64.text(of: result))"
  }

  private static func bytes(of secret: HookSecret) -> [UInt8] {
    Base64.bytes(of: secret.text.dropFirst(HookSecret.prefix.count)) ?? []
  }
}
