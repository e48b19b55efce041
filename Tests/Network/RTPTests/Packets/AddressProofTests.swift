import RTP
import Testing

@Suite struct AddressProofTests {
  private static let signalling = MediaAddress(ipv4: 0x7F00_0001, port: 0)
  private static let caller = MediaAddress(ipv4: 0x7F00_0001, port: 4_000)
  /// Another machine that the description names.
  private static let other = MediaAddress(ipv4: 0x7F00_0002, port: 4_000)

  private func proof(isTrusted: Bool = false) -> AddressProof {
    AddressProof(signalling: Self.signalling, isTrusted: isTrusted)
  }

  /// How many packets may go to an address before it is shut.
  private func packets(to address: MediaAddress, _ proof: AddressProof, most: Int = 200) -> Int {
    var proof = proof
    var count = 0
    while count < most, proof.permits(address) {
      proof.send(to: address)
      count += 1
    }
    return count
  }

  @Test(arguments: [true, false])
  func `nothing goes out before the ACK, to a trusted peer neither`(isTrusted: Bool) {
    var proof = proof(isTrusted: isTrusted)
    proof.receive(from: Self.caller)
    #expect(!proof.permits(Self.caller))
    #expect(!proof.permitsReport(Self.caller))
    #expect(!proof.isConfirmed)
  }

  @Test func `the ACK proves the machine from which the signalling comes, on every port`() {
    var proof = proof()
    proof.confirm()
    #expect(packets(to: Self.caller, proof) == 200)
    #expect(proof.permitsReport(MediaAddress(ipv4: 0x7F00_0001, port: 9)))
  }

  @Test func `another machine gets a second of sound and no reports`() {
    var proof = proof()
    proof.confirm()
    #expect(packets(to: Self.other, proof) == 50)
    #expect(!proof.permitsReport(Self.other))
  }

  @Test func `the second is counted for the whole call`() {
    var proof = proof()
    proof.confirm()
    for _ in 0..<30 { proof.send(to: Self.other) }
    #expect(packets(to: MediaAddress(ipv4: 0x7F00_0003, port: 6_000), proof) == 20)
  }

  @Test func `what goes to a proven address is not counted`() {
    var proof = proof()
    proof.confirm()
    for _ in 0..<100 { proof.send(to: Self.caller) }
    #expect(packets(to: Self.other, proof) == 50)
  }

  @Test func `a packet from an address proves it, and not another port of its machine`() {
    var proof = proof()
    proof.confirm()
    proof.receive(from: Self.other)
    #expect(packets(to: Self.other, proof) == 200)
    #expect(packets(to: MediaAddress(ipv4: 0x7F00_0002, port: 4_002), proof) == 50)
    #expect(proof.permitsReport(MediaAddress(ipv4: 0x7F00_0002, port: 4_001)))
  }

  @Test func `a report proves the machine that it comes from`() {
    var proof = proof()
    proof.confirm()
    proof.receiveReport(from: MediaAddress(ipv4: 0x7F00_0002, port: 4_001))
    #expect(packets(to: Self.other, proof) == 200)
  }

  @Test func `a trusted peer names gateways of its own`() {
    var proof = proof(isTrusted: true)
    proof.confirm()
    #expect(packets(to: Self.other, proof) == 200)
  }

  @Test func `where no address is known the call goes on, and nothing is sent`() {
    var proof = proof()
    proof.confirm()
    #expect(proof.permits(nil))
  }

  @Test func `a call of our own needs no proof`() {
    #expect(AddressProof.notNeeded.permits(Self.other))
  }
}
