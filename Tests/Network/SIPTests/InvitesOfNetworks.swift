import Mailbox

/// Calls as carriers, proxies and careless programs send them.
extension Invites {
  static let broadWorks = [
    Invite(
      name: "BroadWorks, no answer",
      text: """
        sip:2000@portal.example:5060;user=phone
        From: "Bob Smith" <sip:+492115550112@as.example;user=phone>;tag=BW1
        To: <sip:2000@portal.example;user=phone>
        Diversion: "Anna Berg" <sip:+492115551111@as.example;user=phone>;reason=no-answer;privacy=off;counter=1
        P-Asserted-Identity: "Bob Smith" <sip:+492115550112@as.example;user=phone>
        Privacy: none
        """, isTrusted: true, to: ["+492115551111", "2000"], why: .noAnswer,
      from: "+492115550112", trust: .verified),
    Invite(
      name: "BroadWorks, away, follow me before",
      text: """
        sip:2000@portal.example
        From: <sip:+492115550112@as.example>;tag=BW2
        To: <sip:2000@portal.example>
        Diversion: <sip:+492115551112@as.example>;reason=away;counter=1,<sip:+492115551111@as.example>;reason=follow-me;counter=1
        """, to: ["+492115551111", "+492115551112", "2000"], why: .unconditional,
      from: "+492115550112"),
    Invite(
      name: "BroadWorks, History-Info with escaped quotes",
      text: """
        sip:2000@portal.example
        From: <sip:+492115550112@as.example>;tag=BW3
        To: <sip:+492115551111@as.example>
        History-Info: <sip:+492115551111@as.example;user=phone?Reason=SIP%3Bcause%3D302%3Btext%3D%22Moved%20Temporarily%22&Privacy=none>;index=1,<sip:2000@portal.example>;index=1.1
        """, to: ["+492115551111", "2000"], why: .unconditional, from: "+492115550112"),
    Invite(
      name: "BroadWorks, voicemail URI wins over Diversion",
      text: """
        sip:vm@portal.example;target=sip:%2B492115551111%40as.example%3Buser=phone;cause=486
        From: <sip:+492115550112@as.example>;tag=BW4
        To: <sip:vm@portal.example>
        Diversion: <sip:+492115551112@as.example>;reason=no-answer
        """, to: ["+492115551111", "+492115551112", "vm"], why: .busy, from: "+492115550112"),
    Invite(
      name: "BroadWorks, privacy of the diverting user is no secret to her mailbox",
      text: """
        sip:2000@portal.example
        From: <sip:+492115550112@as.example>;tag=BW5
        To: <sip:2000@portal.example>
        Diversion: <sip:+492115551111@as.example>;reason=unavailable;privacy=full;counter=1
        """, to: ["+492115551111", "2000"], why: .unreachable, from: "+492115550112"),
  ]

  static let proxies = [
    Invite(
      name: "Kamailio, To as dialled, no header",
      text: """
        sip:111@10.0.0.5:5060
        From: <sip:112@pbx.example>;tag=1
        To: <sip:anna@pbx.example>
        """, to: ["111", "anna"], from: "112"),
    Invite(
      name: "Kamailio, append_hf with a space too much",
      text: """
        sip:111@10.0.0.5
        From: <sip:112@pbx.example>;tag=1
        To: <sip:111@pbx.example>
        Diversion: < sip:111@pbx.example > ; reason = no-answer
        """, to: ["111"], why: .noAnswer, from: "112"),
    Invite(
      name: "Kamailio, diversion module",
      text: """
        sip:2000@10.0.0.5
        From: <sip:112@pbx.example>;tag=1
        To: <sip:111@pbx.example>
        Diversion: <sip:111@pbx.example>;reason=deflection
        """, to: ["111", "2000"], why: .unconditional, from: "112"),
    Invite(
      name: "OpenSIPS, a cause in the request URI alone",
      text: """
        sip:111@10.0.0.5;cause=408
        From: <sip:112@pbx.example>;tag=1
        To: <sip:111@pbx.example>
        """, to: ["111"], why: .noAnswer, from: "112"),
    Invite(
      name: "OpenSIPS, a bare address as target",
      text: """
        sip:vm@10.0.0.5;target=111%40pbx.example;cause=480
        From: <sip:112@pbx.example>;tag=1
        To: <sip:111@pbx.example>
        """, to: ["111", "vm"], why: .unconditional, from: "112"),
  ]

  static let networks = [
    Invite(
      name: "RFC 7044: mapped twice, the last reason counts",
      text: """
        sip:vm@portal.example;cause=408
        From: <sip:+492214710123@ims.example>;tag=1
        To: <sip:+492115551111@ims.example>
        History-Info: <sip:+492115551111@ims.example>;index=1
        History-Info: <sip:+492115551112@ims.example;cause=302>;index=1.1;mp=1
        History-Info: <sip:vm@portal.example;cause=408>;index=1.1.1;mp=1.1
        """, to: ["+492115551111", "+492115551112", "vm"], why: .noAnswer,
      from: "+492214710123"),
    Invite(
      name: "RFC 7044: out of order, in one header",
      text: """
        sip:vm@portal.example
        From: <sip:+492214710123@ims.example>;tag=1
        To: <sip:111@ims.example>
        History-Info: <sip:vm@portal.example;cause=486>;index=1.10;mp=1.2, <sip:112@ims.example;cause=302>;index=1.2;mp=1, <sip:111@ims.example>;index=1
        """, to: ["111", "112", "vm"], why: .busy, from: "+492214710123"),
    Invite(
      name: "RFC 7044: registered contact in between",
      text: """
        sip:vm@portal.example
        From: <sip:112@ims.example>;tag=1
        To: <sip:111@ims.example>
        History-Info: <sip:111@ims.example?Reason=SIP%3Bcause%3D486>;index=1
        History-Info: <sip:111@192.0.2.4?Reason=SIP%3Bcause%3D486>;index=1.1;rc=1
        History-Info: <sip:vm@portal.example;cause=486>;index=1.2;mp=1
        """, to: ["111", "vm"], why: .busy, from: "112"),
    Invite(
      name: "RFC 4244: the one that failed has the reason",
      text: """
        sip:vm@portal.example
        From: <sip:112@ims.example>;tag=1
        To: <sip:111@ims.example>
        History-Info: <sip:111@ims.example>;index=1
        History-Info: <sip:111@192.0.2.4?Reason=SIP%3Bcause%3D408%3Btext%3D%22RequestTimeout%22>;index=1.1
        History-Info: <sip:vm@portal.example>;index=1.2
        """, to: ["111", "vm"], why: .noAnswer, from: "112"),
    Invite(
      name: "RFC 4244: only the diverting one is told",
      text: """
        sip:2000@portal.example
        From: <sip:112@ims.example>;tag=1
        To: <sip:2000@portal.example>
        History-Info: <sip:111@ims.example?Reason=Q.850%3Bcause%3D17>;index=1
        """, to: ["111", "2000"], why: .busy, from: "112"),
    Invite(
      name: "RFC 8119: a service number stands for another",
      text: """
        sip:vm@portal.example
        From: <sip:+492214710123@ims.example>;tag=1
        To: <sip:08001234567@ims.example>
        History-Info: <sip:08001234567@ims.example>;index=1
        History-Info: <sip:+492115551111@ims.example;cause=380>;index=1.1;mp=1
        History-Info: <sip:vm@portal.example;cause=503>;index=1.1.1;mp=1.1
        """, to: ["+492115551111", "vm", "08001234567"], why: .unreachable,
      from: "+492214710123"),
    Invite(
      name: "3GPP: deflected while it rang, the first hidden",
      text: """
        sip:vm@portal.example
        From: <sip:+492214710123@ims.example>;tag=1
        To: <sip:+492115551111@ims.example>
        History-Info: <sip:anonymous@anonymous.invalid?Privacy=history>;index=1
        History-Info: <sip:vm@portal.example;cause=487>;index=1.1;mp=1
        """, to: ["vm", "+492115551111"], why: .unconditional, from: "+492214710123"),
    Invite(
      name: "both headers, Diversion first",
      text: """
        sip:2000@portal.example
        From: <sip:+492214710123@ims.example>;tag=1
        To: <sip:2000@portal.example>
        Diversion: <tel:+49-211-5551111>;reason=user-busy;counter=1
        History-Info: <sip:600@ims.example>;index=1, <sip:2000@portal.example;cause=408>;index=1.1
        """, to: ["+492115551111", "600", "2000"], why: .busy, from: "+492214710123"),
  ]

  static let odd = [
    Invite(
      name: "a quote that is never closed",
      text: """
        sip:2000@x.example
        From: "Bob <sip:112@x.example>;tag=1
        To: <sip:2000@x.example>
        Diversion: "Anna <sip:111@x.example>;reason=user-busy, <sip:112@x.example>;reason=no-answer
        """, to: ["112", "111", "2000"], why: .busy, from: "112"),
    Invite(
      name: "a bracket that is never closed",
      text: """
        sip:2000@x.example
        From: <sip:112@x.example;tag=1
        To: <sip:2000@x.example>
        Diversion: <sip:111@x.example;reason=no-answer
        """, to: ["111", "2000"], why: .noAnswer, from: "112"),
    Invite(
      name: "quotes, commas and brackets inside a name",
      text: """
        sip:2000@x.example
        From: "Bob \\"<sip:666@x.example>\\", Dr." <sip:112@x.example>;tag=1
        To: <sip:2000@x.example>
        Diversion: "Berg\\\\, <Anna>" <sip:111@x.example>;reason="user-busy", Smith, Bob <sip:113@x.example>;reason=away
        """, to: ["113", "111", "2000"], why: .busy, from: "112"),
    Invite(
      name: "a reason inside History-Info without escapes",
      text: """
        sip:2000@x.example
        From: <sip:112@x.example>;tag=1
        To: <sip:2000@x.example>
        History-Info: <sip:111@x.example?Reason=SIP;cause=486;text="Busy Here, try later">;index=1,<sip:2000@x.example>;index=1.1
        """, to: ["111", "2000"], why: .busy, from: "112"),
    Invite(
      name: "entries that are none are passed over",
      text: """
        sip:2000@x.example
        From: <sip:112@x.example>;tag=1
        To: <sip:2000@x.example>
        Diversion: ,, <>;reason=user-busy, <mailto:a@x.example>;reason=away, <sip:111@x.example>;reason=no-answer,
        """, to: ["111", "2000"], why: .noAnswer, from: "112"),
    Invite(
      name: "a user part with parameters, an escaped plus and a password",
      text: """
        sip:%2B492115551111;npdi;rn=+492115550000:secret@[2001:db8::1]:5062;user=phone
        From: <sip:0049221-4710.123@x.example>;tag=1
        To: <sip:+492115551111@x.example>
        """, to: ["+492115551111"], from: "00492214710123"),
    Invite(
      name: "indices that are none stay where they stand",
      text: """
        sip:2000@x.example
        From: <sip:112@x.example>;tag=1
        To: <sip:2000@x.example>
        History-Info: <sip:111@x.example>;index=a.b, <sip:2000@x.example;cause=302>;index=99999999999.1
        """, to: ["111", "2000"], why: .unconditional, from: "112"),
  ]

  static let callers = [
    Invite(
      name: "an asserted identity of a stranger is not believed",
      text: """
        sip:111@x.example
        From: <sip:666@y.example>;tag=1
        To: <sip:111@x.example>
        P-Asserted-Identity: <sip:112@x.example>
        Remote-Party-ID: <sip:112@x.example>;party=calling;screen=yes
        """, to: ["111"], from: "666"),
    Invite(
      name: "of two asserted identities the one with a number counts",
      text: """
        sip:111@x.example
        From: <sip:bob.smith@x.example>;tag=1
        To: <sip:111@x.example>
        P-Asserted-Identity: "Bob, Smith" <sip:bob.smith@x.example>, <tel:+492115550112>
        """, isTrusted: true, to: ["111"], from: "+492115550112", trust: .verified),
    Invite(
      name: "a trusted peer that asserts nothing only claims",
      text: """
        sip:111@x.example
        From: <sip:112@x.example>;tag=1
        To: <sip:111@x.example>
        """, isTrusted: true, to: ["111"], from: "112"),
    Invite(
      name: "a device whose From names another only claims",
      text: """
        sip:*62@x.example
        From: "Boss" <sip:100@x.example>;tag=1
        To: <sip:*62@x.example>
        """, device: "111", to: ["*62"], from: "100"),
    Invite(
      name: "a registered device that hides stays unknown",
      text: """
        sip:111@x.example
        From: <sip:112@x.example>;tag=1
        To: <sip:111@x.example>
        Privacy: header; id;critical
        """, device: "112", to: ["111"]),
    Invite(
      name: "privacy of the session hides nobody",
      text: """
        sip:111@x.example
        From: <sip:112@x.example>;tag=1
        To: <sip:111@x.example>
        Privacy: session;history
        """, to: ["111"], from: "112"),
    Invite(
      name: "Remote-Party-ID of the called party is not the caller",
      text: """
        sip:111@x.example
        From: <sip:112@x.example>;tag=1
        To: <sip:111@x.example>
        Remote-Party-ID: <sip:111@x.example>;party=called
        Remote-Party-ID: <sip:+492115550112@x.example>;party=calling;screen=no
        """, isTrusted: true, to: ["111"], from: "+492115550112"),
  ]
}
