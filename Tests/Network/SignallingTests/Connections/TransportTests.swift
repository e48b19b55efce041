import Foundation
import Processes
import Testing

@testable import Signalling

/// TCP and TLS, and several addresses.
@Suite struct Transports {
  @Test(arguments: ["call", "call-hung-up", "options"])
  func `calls come by TCP`(scenario: String) async throws {
    try await withStation([.tcp]) { station in
      let sipp = try SIPp(scenario, at: station.addresses[0])
      if scenario != "options" {
        let call = try await station.answerFirst()
        #expect(call.source.transport == .tcp)
        if scenario == "call-hung-up" { station.perform(.hangUp(call.dialog)) }
      }
      try await sipp.finish()
    }
  }

  @Test func `one agent listens on several addresses of a kind`() async throws {
    try await withStation([.udp, .tcp, .udp, .tcp]) { station in
      #expect(Set(station.addresses).count == 4)
      for address in station.addresses { try await SIPp("options", at: address).finish() }
      let sipp = try SIPp("call-hung-up", at: station.addresses[2])
      let call = try await station.answerFirst()
      station.perform(.hangUp(call.dialog))
      try await sipp.finish()
    }
  }

  @Test func `the wildcard address stands for every address`() async throws {
    try await withStation([.udp]) { station in
      var options = SignallingOptions(addresses: [TransportAddress(.udp, "0.0.0.0", 0)])
      options.product = "Other"
      let other = LibreSignalling(options)
      defer { other.stop() }
      let bound = try other.start(RecordingListener())
      let loopback = try #require(bound.first { $0.address == "127.0.0.1" })
      #expect(Set(bound.map(\.port)).count == 1)
      try await SIPp("options", at: loopback).finish()
    }
  }

  @Test(arguments: [false, true])
  func `calls go by TLS`(isChecked: Bool) async throws {
    let certificate = try Certificate()
    defer { certificate.remove() }
    var limits = SignallingLimits()
    limits.authoritiesPath = certificate.path
    try await withStation([.tls], limits: limits) {
      $0.certificatePath = certificate.path
    } _: { server in
      try await withStation([.tls], limits: limits) {
        $0.certificatePath = certificate.path
        $0.verifiesPeers = isChecked
      } _: { client in
        let id = try await call(client, server)
        let taken = try await server.answerFirst()
        #expect(taken.source.transport == .tls)
        _ = try await client.listener.first("the answer") {
          if case .answered(id, _) = $0 { true } else { nil }
        }
        server.perform(.hangUp(taken.dialog))
        #expect(try await client.listener.ending(id) == .peerHungUp)
      }
    }
  }

  @Test func `a TLS server that nobody vouches for is not called`() async throws {
    let (certificate, other) = (try Certificate(), try Certificate())
    defer {
      certificate.remove()
      other.remove()
    }
    var limits = SignallingLimits()
    limits.authoritiesPath = other.path
    try await withStation([.tls]) {
      $0.certificatePath = certificate.path
    } _: { server in
      try await withStation([.tls], limits: limits) {
        $0.certificatePath = certificate.path
      } _: { client in
        guard case .failed = try await client.listener.ending(try await call(client, server)) else {
          Issue.record("the call was not refused")
          return
        }
        #expect(server.listener.all.isEmpty)
      }
    }
  }

  @Test func `TLS without a certificate is an error`() {
    let error = #expect(throws: SignallingError.self) { try Station([.tls]) }
    #expect(error?.description.contains("no certificate") == true)
  }

  private func call(_ client: Station, _ server: Station) async throws -> DialogID {
    let id = DialogID.next()
    client.perform(
      .invite(
        id,
        OutgoingCall(
          uri: "sip:2000@127.0.0.1:\(server.port);transport=tls", from: "sip:1@127.0.0.1",
          offer: .sdp(RecordingListener.sdp("sendrecv")))))
    return id
  }
}

/// A certificate for 127.0.0.1 that vouches for itself, with its key in one PEM file.
private struct Certificate {
  private let folder: URL
  var path: String { folder.appending(path: "both.pem").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certificate-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let words = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=portal",
      "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "certificate.pem",
    ]
    _ = try ChildProcess.run("openssl", words, in: folder.path)
    let parts = try ["certificate.pem", "key.pem"].map {
      try Data(contentsOf: folder.appending(path: $0))
    }
    try (parts[0] + parts[1]).write(to: URL(filePath: path))
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
