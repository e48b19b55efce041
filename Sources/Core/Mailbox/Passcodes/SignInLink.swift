/// A link in an e-mail by which a user who has forgotten her web password sets a new one. It is good
/// once; the store keeps only a hash of it.
public enum SignInLink {
  /// For so long a link is good after it was sent, and its mail is tried after it was asked for.
  public static let milliseconds: Int64 = 30 * 60_000
  /// So many links of one user may be good at once: nobody fills her mail with them.
  public static let mostOfUser = 3
  /// What stands before the secret in the address, behind the public URL of the page.
  public static let path = "/sign-in/link/"
}
