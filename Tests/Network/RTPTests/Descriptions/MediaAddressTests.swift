import RTP
import Testing

@Suite struct MediaAddressTests {
  // swift-format-ignore: a table reads best in columns
  static let good: [(String, UInt64, UInt64)] = [
    ("127.0.0.1", 0, 0xFFFF_7F00_0001),
    ("::ffff:127.0.0.1", 0, 0xFFFF_7F00_0001),
    ("::", 0, 0),
    ("::1", 0, 1),
    ("fe80::", 0xFE80_0000_0000_0000, 0),
    ("2001:DB8::8:800:200C:417A", 0x2001_0DB8_0000_0000, 0x0008_0800_200C_417A),
    ("1:2:3:4:5:6:7:8", 0x0001_0002_0003_0004, 0x0005_0006_0007_0008),
    ("1::8", 0x0001_0000_0000_0000, 8),
    ("64:ff9b::192.0.2.33", 0x0064_FF9B_0000_0000, 0xC000_0221),
  ]

  @Test(arguments: good.indices)
  func `an address is read`(index: Int) throws {
    let (text, high, low) = Self.good[index]
    let address = try #require(MediaAddress(text, port: 5))
    #expect(address == MediaAddress(high: high, low: low, port: 5))
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.+4", "01.2.3.0004", "host.example", ":",
    ":::",
    "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2:3:4:5:6:7:8:9", "12345::", "::g", ":1:2",
    "1:2:", "[::1]", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "fe80::1%eth0", "+1::",
  ])
  func `what is no address is none`(text: String) {
    #expect(MediaAddress(text, port: 5) == nil)
  }

  @Test func `an address is written`() {
    #expect(MediaAddress(ipv4: 0xC000_0201, port: 80).description == "192.0.2.1:80")
    #expect(MediaAddress(high: 0, low: 1, port: 80).description == "[0:0:0:0:0:0:0:1]:80")
  }

  @Test(arguments: [
    ("0.0.0.0", true, false), ("::", true, false), ("224.0.0.1", false, true),
    ("255.255.255.255", false, true), ("ff02::1", false, true), ("10.0.0.1", false, false),
  ])
  func `addresses for nobody and for many are told apart`(row: (String, Bool, Bool)) throws {
    let address = try #require(MediaAddress(row.0, port: 1))
    #expect(address.isUnspecified == row.1)
    #expect(address.isShared == row.2)
  }
}
