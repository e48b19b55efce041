import Configuration

/// JSON5 as it should be.
extension FuzzTexts {
  static let accounts: [String] = [
    """
    // Two people.
    {
      company: {
        name: "Acme", countryCode: "49", trunkPrefix: '0', portalNumber: "2000", policy: "one-net",
        lockout: { failuresToLock: 5, firstLockMinutes: 30, longestLockMinutes: 1440 },
        dialRules: { allow: ["+49"], deny: ["+49900"] }, passcodeDays: 90, language: "de",
      },
      users: [
        {
          firstName: "Ann", lastName: "Berg", number: "0211 555 1111", extension: "111",
          passcode: "495028", autoLogin: false, aliases: ["0171 1111111"], email: "ann@example.com",
          forwarding: { busy: { on: true, number: "0221 4710123" } }, rings: 3,
          greetings: { personal: 2.5 }, lists: [{ number: 1, description: "All", members: ["112"] }],
          messages: [{ from: "0221", seconds: 2, urgent: true, saved: false, ago: "2h" }],
        },
        { firstName: "B\\u00f6", lastName: "\\uD83D\\uDE00", number: "+492115551112", extension: "112",
          quota: { messages: 10, seconds: 6e2 }, order: "newestFirst", passcode: "246813" },
      ],
    }
    """,
    "{\"company\":{\"name\":\"A\",\"countryCode\":\"31\",\"portalNumber\":\"0205551234\"},\"users\":[]}",
  ]

  static let configurations: [String] = [
    """
    {
      data: "d", demo: false, prompts: "../Prompts", layout: "unity", language: "de",
      passcodes: { passes: 1, megabytes: 2 }, drainSeconds: 60, clockAheadSeconds: 0,
      lines: [
        {
          kind: "sip", listen: ["udp:127.0.0.1:5060", "tls:[::1]:5061"], certificate: "p.pem",
          publicAddress: "203.0.113.7", checkCertificates: true,
          peers: [{ address: "10.1.0.0/16", trusted: true }, { address: "::1", unlimited: true }],
          registrations: [
            { registrar: "sip:pbx.example.com", transport: "tcp", user: "100", password: "x" },
          ],
          devices: [{ user: "101", password: "secret", number: "101" }],
          media: { ports: [16384, 32767], secure: "allowed" },
        },
        { kind: "sound-card", device: "default", ringLevel: -30, portal: "2000" },
      ],
    }
    """
  ]
}
