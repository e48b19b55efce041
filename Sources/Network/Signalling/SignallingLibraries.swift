import CRe

/// The libraries that carry SIP.
public enum SignallingLibraries {
  /// The name of each, and the version that is loaded.
  public static var versions: [String] {
    unsafe [
      "libre " + String(cString: sys_libre_version_get()),
      String(cString: OpenSSL_version(OPENSSL_VERSION)).split(separator: " ").prefix(2)
        .joined(separator: " "),
    ]
  }
}
