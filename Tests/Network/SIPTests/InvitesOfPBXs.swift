import Mailbox

/// Calls as PBXs send them. Names and numbers are made up.
enum Invites {
  static let direct = [
    Invite(
      name: "a softphone dials an extension",
      text: """
        sip:111@127.0.0.1:5060
        From: "Bob" <sip:112@127.0.0.1>;tag=as1
        To: <sip:111@127.0.0.1:5060>
        """, to: ["111"], from: "112"),
    Invite(
      name: "a trunk brings a number in E.164",
      text: """
        sip:+492115551111@10.0.0.5:5060;user=phone
        From: <sip:+492214710123@provider.example;user=phone>;tag=1
        To: <sip:+492115551111@provider.example;user=phone>
        """, to: ["+492115551111"], from: "+492214710123"),
    Invite(
      name: "the access code, with an escaped star",
      text: """
        sip:%2A62@portal.example
        From: <sip:111@portal.example>;tag=1
        To: <sip:*62@portal.example>
        """, to: ["*62"], from: "111"),
    Invite(
      name: "a tel URI with dots and a context",
      text: """
        tel:555-1111;phone-context=+49211
        From: <tel:+49-221-471.0123>;tag=1
        To: <tel:555-1111;phone-context=+49211>
        """, to: ["+492115551111"], from: "+492214710123"),
    Invite(
      name: "a trunk calls the registered contact; To has the number",
      text: """
        sip:account17@192.0.2.7:5060;transport=udp
        From: "02214710123" <sip:02214710123@provider.example>;tag=1
        To: <sip:02115551111@provider.example>
        """, to: ["account17", "02115551111"], from: "02214710123"),
  ]

  static let asterisk = [
    Invite(
      name: "Asterisk 18, busy",
      text: """
        sip:2000@10.0.0.5:5060
        From: "Bob Smith" <sip:112@10.0.0.1>;tag=a1b2
        To: <sip:2000@10.0.0.5>
        Diversion: "Anna Berg" <sip:111@10.0.0.1>;reason=user-busy
        """, to: ["111", "2000"], why: .busy, from: "112"),
    Invite(
      name: "Asterisk, quoted reason and a comma in the name",
      text: """
        sip:2000@10.0.0.5
        From: <sip:112@10.0.0.1>;tag=1
        To: <sip:2000@10.0.0.5>
        Diversion: "Berg, Anna" <sip:111@10.0.0.1>;reason="no-answer";privacy=off;screen=no
        """, to: ["111", "2000"], why: .noAnswer, from: "112"),
    Invite(
      name: "Asterisk 20, redirecting twice in one header",
      text: """
        sip:2000@10.0.0.5
        From: <sip:+492214710123@10.0.0.1>;tag=1
        To: <sip:2000@10.0.0.5>
        Diversion: <sip:112@10.0.0.1>;reason=no-answer;counter=1,<sip:111@10.0.0.1>;reason=unconditional
        """, to: ["111", "112", "2000"], why: .noAnswer, from: "+492214710123"),
    Invite(
      name: "Asterisk, a reason of its own; History-Info knows better",
      text: """
        sip:2000@10.0.0.5
        From: <sip:112@10.0.0.1>;tag=1
        To: <sip:2000@10.0.0.5>
        Diversion: <sip:111@10.0.0.1>;reason="Moved \\"somewhere\\""
        History-Info: <sip:111@10.0.0.1?Reason=SIP%3Bcause%3D408>;index=1
        History-Info: <sip:2000@10.0.0.5>;index=1.1
        """, to: ["111", "2000"], why: .noAnswer, from: "112"),
    Invite(
      name: "Asterisk, History-Info for each way",
      text: """
        sip:2000@10.0.0.5
        From: <sip:112@10.0.0.1>;tag=1
        To: <sip:2000@10.0.0.5>
        History-Info: "Anna" <sip:111@10.0.0.1?Reason=SIP%3Bcause%3D486%3Btext%3D%22user-busy%22>;index=1
        History-Info: <sip:2000@10.0.0.5>;index=1.1
        """, to: ["111", "2000"], why: .busy, from: "112"),
    Invite(
      name: "Asterisk, do not disturb",
      text: """
        sip:2000@10.0.0.5
        From: "asterisk" <sip:asterisk@10.0.0.1>;tag=1
        To: <sip:2000@10.0.0.5>
        Diversion: <sip:111@10.0.0.1>;reason=do-not-disturb
        """, to: ["111", "2000"], why: .doNotDisturb, from: "asterisk"),
  ]

  static let freeSWITCH = [
    Invite(
      name: "FreeSWITCH with sip_h_Diversion",
      text: """
        sip:2000@10.0.0.5;transport=udp
        From: "Extension 112" <sip:112@10.0.0.2>;tag=KaQ
        To: <sip:2000@10.0.0.5;transport=udp>
        Diversion: <sip:111@10.0.0.2>;reason=no-answer;screen=yes;privacy=off;counter=1
        Remote-Party-ID: "Extension 112" <sip:112@10.0.0.2>;party=calling;screen=yes;privacy=off
        """, isTrusted: true, to: ["111", "2000"], why: .noAnswer, from: "112"),
    Invite(
      name: "FreeSWITCH, a reason with an underscore, in capitals",
      text: """
        sip:2000@10.0.0.5
        From: <sip:112@10.0.0.2>;tag=1
        To: <sip:2000@10.0.0.5>
        Diversion: sip:111@10.0.0.2;reason=USER_BUSY
        """, to: ["111", "2000"], why: .busy, from: "112"),
    Invite(
      name: "Asterisk, a hidden caller's diversion keeps the mailbox behind an invalid host",
      text: """
        sip:2000@10.0.0.5
        From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=1
        To: <sip:2000@10.0.0.5>
        Diversion: <sip:111@anonymous.invalid>;reason=no-answer
        Privacy: id
        """, to: ["111", "2000"], why: .noAnswer, from: ""),
    Invite(
      name: "FreeSWITCH, the voicemail URI of bridge",
      text: """
        sip:vm@10.0.0.5;target=111;cause=503
        From: <sip:112@10.0.0.2>;tag=1
        To: <sip:vm@10.0.0.5>
        """, to: ["111", "vm"], why: .unreachable, from: "112"),
    Invite(
      name: "FreeSWITCH, a caller who hides",
      text: """
        sip:111@10.0.0.5
        From: "Anonymous" <sip:anonymous@anonymous.invalid>;tag=1
        To: <sip:111@10.0.0.5>
        P-Asserted-Identity: "Bob" <sip:+492214710123@10.0.0.2>
        Privacy: id
        """, isTrusted: true, to: ["111"]),
  ]

  static let cisco = [
    Invite(
      name: "CUCM, the latest diversion first",
      text: """
        sip:9997@10.0.0.5:5060
        From: <sip:1112@10.1.1.4>;tag=470449ec
        To: <sip:9997@10.0.0.5>
        Diversion: "Reception" <sip:1408@10.1.1.4>;reason=no-answer;privacy=off;screen=yes
        Diversion: "Vera" <sip:1100@10.1.1.4>;reason=unconditional;privacy=off;screen=yes
        """, to: ["1100", "1408", "9997"], why: .noAnswer, from: "1112"),
    Invite(
      name: "CUCM, asserted by the cluster",
      text: """
        sip:2000@10.0.0.5:5060
        From: "Bob" <sip:1112@cucm.example>;tag=1
        To: <sip:2000@10.0.0.5>
        P-Asserted-Identity: "Bob" <sip:1112@cucm.example>
        Remote-Party-ID: "Bob" <sip:1112@cucm.example;x-cisco-callback-number=1112>;party=calling;screen=yes;privacy=off
        Diversion: "Anna" <sip:1111@cucm.example>;reason=user-busy;privacy=off;screen=yes
        """, isTrusted: true, to: ["1111", "2000"], why: .busy, from: "1112", trust: .verified),
    Invite(
      name: "CUCM, restricted caller without a user",
      text: """
        sip:1111@10.0.0.5
        From: "Anonymous" <sip:localhost>;tag=1
        To: <sip:1111@10.0.0.5>
        Remote-Party-ID: <sip:1112@cucm.example>;party=calling;screen=yes;privacy=full
        """, isTrusted: true, to: ["1111"]),
    Invite(
      name: "CUBE, a national number and a counter",
      text: """
        sip:02115550000@10.0.0.5:5060
        From: <sip:02214710123@10.2.0.1>;tag=3F2
        To: <sip:02115550000@10.0.0.5>
        Diversion: <sip:02115551111@10.2.0.1>;privacy=off;reason=no-answer;counter=1;screen=no
        """, to: ["02115551111", "02115550000"], why: .noAnswer, from: "02214710123"),
    Invite(
      name: "CUBE, time of day, two in one line",
      text: """
        sip:2000@10.0.0.5
        From: <sip:+492214710123@10.2.0.1>;tag=1
        To: <sip:2000@10.0.0.5>
        Diversion: "A" <sip:1112@10.2.0.1>;reason=time-of-day;counter=2, "B" <sip:1111@10.2.0.1>;reason=user-busy
        """, to: ["1111", "1112", "2000"], why: .unconditional, from: "+492214710123"),
    Invite(
      name: "CUCM, the last one knows no reason, the one before does",
      text: """
        sip:2000@10.0.0.5
        From: <sip:1112@10.1.1.4>;tag=1
        To: <sip:2000@10.0.0.5>
        Diversion: <sip:1408@10.1.1.4>;reason=unknown;counter=1
        Diversion: <sip:1100@10.1.1.4>;reason=user-busy;counter=1
        """, to: ["1100", "1408", "2000"], why: .busy, from: "1112"),
  ]
}
