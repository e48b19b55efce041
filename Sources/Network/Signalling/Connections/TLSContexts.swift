import CRe

/// TLS contexts: ours with the certificate, and for each server that we call one that checks the
/// server's certificate.
extension Agent {
  /// The context of a listener.
  func listeningContext(_ address: TransportAddress) throws(SignallingError) -> Reference {
    guard let path = options.certificatePath else {
      throw SignallingError("\(address): there is no certificate for TLS")
    }
    guard let context = Self.context(certificate: path) else {
      throw SignallingError("\(address): \(path) does not hold a certificate and its key in PEM")
    }
    return context
  }

  /// A stack that calls one server only and checks that it is that server. The name can only be set
  /// for a whole context of OpenSSL, and libre has one context a stack.
  func checkingStack(for host: String, near stack: Stack) -> Stack? {
    if let known = checkingStacks[host] { return known }
    guard let address = stack.addresses.first?.address,
      let context = Self.context(certificate: options.certificatePath),
      let libre = unsafe tls_openssl_context(context.opaque),
      let made = try? Stack(product: options.product, resolver: resolver, gate)
    else { return nil }
    if let path = limits.authoritiesPath {
      guard unsafe tls_add_ca(context.opaque, path) == 0 else { return nil }
    } else {
      _ = unsafe SSL_CTX_set_default_verify_paths(libre)
    }
    unsafe SSL_CTX_set_verify(libre, verifyPeer, nil)
    unsafe SSL_CTX_set_verify_depth(libre, longestChain)
    let rules = unsafe SSL_CTX_get0_param(libre)
    let isNumeric = TransportAddress(.tls, host, 1).socketAddress != nil
    let isSet =
      isNumeric
      ? unsafe X509_VERIFY_PARAM_set1_ip_asc(rules, host)
      : unsafe X509_VERIFY_PARAM_set1_host(rules, host, host.utf8.count)
    guard isSet == 1, (try? made.add(TransportAddress(.tls, address, 0), tls: context)) != nil
    else { return nil }
    made.receive = { [unowned self] in receive($0) }
    made.receiveStray = { [unowned self] in receiveStray($0) }
    checkingStacks[host] = made
    return made
  }

  private static func context(certificate path: String?) -> Reference? {
    var made: OpaquePointer?
    guard unsafe tls_alloc(&made, TLS_METHOD_SSLV23, path, nil) == 0, let made = unsafe made else {
      return nil
    }
    return unsafe Reference(adopting: UnsafeMutableRawPointer(made))
  }
}

/// `SSL_VERIFY_PEER`, a macro.
private let verifyPeer: Int32 = 1
/// Authorities between a server's certificate and a root.
private let longestChain: Int32 = 6
