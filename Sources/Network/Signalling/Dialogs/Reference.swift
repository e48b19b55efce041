import CRe
import Glibc

/// One reference to an object of libre.
///
/// The rule of this room: every reference that we hold is held by exactly one Swift object, which
/// gives it back in its `deinit`. A function of libre that makes an object hands its only reference
/// to `adopting`; a pointer that a callback shows us is kept by `retaining`, which takes another.
/// libre's counts are not atomic, so none of these objects ever leaves the reactor's thread.
@safe final class Reference {
  let pointer: UnsafeMutableRawPointer

  /// Takes over a reference that libre has made for us.
  init(adopting pointer: UnsafeMutableRawPointer) { unsafe self.pointer = unsafe pointer }

  /// Takes one more reference to something that libre holds.
  init(retaining pointer: UnsafeMutableRawPointer) {
    unsafe self.pointer = unsafe pointer
    _ = unsafe mem_ref(pointer)
  }

  deinit { _ = unsafe mem_deref(pointer) }

  var opaque: OpaquePointer { unsafe OpaquePointer(pointer) }
}

extension String {
  /// What libre points at; bytes that are not UTF-8 are replaced.
  init(_ text: pl) {
    guard let start = unsafe text.p, unsafe text.l > 0 else {
      self = ""
      return
    }
    self = unsafe String(
      decoding: UnsafeRawBufferPointer(start: start, count: text.l), as: UTF8.self)
  }
}

extension TransportAddress {
  /// An address as libre keeps it.
  init(_ transport: SignallingTransport, _ address: sa) {
    self.init(transport, Self.text(of: address), Self.port(of: address))
  }

  private static func port(of address: sa) -> UInt16 {
    unsafe withUnsafePointer(to: address) { unsafe sa_port($0) }
  }

  private static func text(of address: sa) -> String {
    unsafe withUnsafePointer(to: address) { address in
      unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
        guard let start = buffer.baseAddress, unsafe sa_ntop(address, start, 64) == 0 else {
          return ""
        }
        return unsafe String(cString: start)
      }
    }
  }

  /// The address for libre; `nil` if it is not a numeric one.
  var socketAddress: sa? {
    var result = sa()
    return unsafe sa_set_str(&result, address, port) == 0 ? result : nil
  }
}

extension SignallingTransport {
  /// libre's number for it.
  var libre: sip_transp {
    switch self {
    case .udp: SIP_TRANSP_UDP
    case .tcp: SIP_TRANSP_TCP
    case .tls: SIP_TRANSP_TLS
    }
  }

  /// `nil`: a transport that we never bind.
  init?(_ libre: sip_transp) {
    switch libre {
    case SIP_TRANSP_UDP: self = .udp
    case SIP_TRANSP_TCP: self = .tcp
    case SIP_TRANSP_TLS: self = .tls
    default: return nil
    }
  }

  /// As a parameter of a URI.
  var parameter: String { self == .udp ? "" : ";transport=\(rawValue)" }

  var isReliable: Bool { self != .udp }
}

/// What an error code of libre means.
func reason(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}
