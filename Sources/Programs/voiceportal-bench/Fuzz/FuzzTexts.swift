import Configuration

/// Texts of each kind as they should be: what is spoilt.
enum FuzzTexts {
  static let messages: [String] = FuzzSeeds(port: 5_060).strangers(1) + inDialogs

  private static let inDialogs: [String] = [
    message(
      "INFO sip:2000@127.0.0.1 SIP/2.0", "INFO", "Content-Type: application/dtmf-relay\r\n",
      "Signal=5\r\nDuration=160\r\n"),
    message(
      "NOTIFY sip:2000@127.0.0.1 SIP/2.0", "NOTIFY",
      "Event: refer;id=93809824\r\nSubscription-State: active;expires=60\r\n"
        + "Content-Type: message/sipfrag;version=2.0\r\n", "SIP/2.0 200 OK\r\n"),
    message(
      "NOTIFY sip:101@127.0.0.1 SIP/2.0", "NOTIFY",
      "Event: message-summary\r\nContent-Type: application/simple-message-summary\r\n",
      "Messages-Waiting: yes\r\nMessage-Account: sip:101@example.com\r\n"
        + "Voice-Message: 2/8 (0/2)\r\n"),
    message(
      "SIP/2.0 401 Unauthorized", "INVITE",
      "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"84a4cc6f\", opaque=\"5ccc\", stale=FALSE,"
        + " algorithm=MD5, qop=\"auth,auth-int\"\r\nMin-Expires: 120\r\nRetry-After: 5\r\n", ""),
    message(
      "SIP/2.0 200 OK", "INVITE",
      "Record-Route: <sip:p2.example.com;lr>, <sip:p1.example.com;lr>\r\n"
        + "Session-Expires: 1800;refresher=uas\r\nAllow: INVITE, ACK, UPDATE\r\n"
        + "Content-Type: application/sdp\r\n", FuzzSeeds.description),
    message(
      "INVITE sip:+492115551111;npdi@127.0.0.1;target=sip%3A111%40x;cause=408 SIP/2.0", "INVITE",
      "Remote-Party-ID: \"Ann\" <sip:+49221@x>;party=calling;privacy=off;screen=yes\r\n"
        + "Privacy: id;header\r\nRefer-To: <sip:a@[2001:db8::9:1]?Replaces=1%40x>\r\n"
        + "P-Asserted-Identity: \"A \\\"B\\\" C\" <tel:+49-221-1;phone-context=+49>\r\n"
        + "Content-Type: application/sdp\r\n", FuzzSeeds.description),
  ]

  private static func message(
    _ start: String, _ method: String, _ headers: String, _ body: String
  ) -> String {
    start + "\r\nVia: SIP/2.0/UDP [::1]:9;received=10.0.0.1;rport=9;branch=z9hG4bK-1\r\n"
      + "v: SIP/2.0/TCP a.example.com:5060;branch=z9hG4bK-2\r\nMax-Forwards: 70\r\n"
      + "f: \"Fuzz\" <sip:+49221100@127.0.0.1>;tag=1\r\nt: <sip:2000@127.0.0.1>;tag=2\r\n"
      + "i: 1@fuzz\r\nCSeq: 7 \(method)\r\nm: <sip:fuzz@127.0.0.1:9;transport=udp>\r\n"
      + headers + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
  }

  static let descriptions: [String] = [
    FuzzSeeds.description,
    """
    v=0\r
    o=ann 2890844526 2890842807 IN IP6 2001:db8::1\r
    s=Talk\r
    i=A talk\r
    t=2873397496 2873404696\r
    a=recvonly\r
    m=video 0 RTP/AVP 31\r
    m=audio 49170/2 RTP/SAVP 8 0 13 96 101\r
    c=IN IP6 ::ffff:10.0.0.1/127/3\r
    a=rtcp:53020 IN IP4 10.0.0.2\r
    a=rtcp-mux\r
    a=rtpmap:96 telephone-event/8000/1\r
    a=fmtp:96 0-11,16,66-70\r
    a=rtpmap:101 telephone-event/48000\r
    a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:4\r
    a=crypto:2 AES_CM_128_HMAC_SHA1_32 inline:NzB4d1BINUAvLEw6UzF3WSJ+PSdFcGdUJShpX1Zj|2^20\r
    a=maxptime:150\r
    a=inactive\r

    """,
  ]

  static let tables: [String] = [
    """
    first-name,last-name,main-number,extension,language,email,aliases,passcode,forward-busy\r
    Ann,Berg,0211 555 1111,111,de,ann@example.com,"0171 1,0171 2222",495028,off 0221 4710123\r
    "O""Neill",Bo,+49 211 555 1112,112,en,none,none,,none\r

    """,
    "company;first-name;last-name;main-number;extension;rings;quota-seconds;time-zone\n"
      + "Acme;Cat;Dee;0211 5551113;113;20;6000;Europe/Berlin\n\nAcme;Eve;Fay;0211 5551114;114;0;1;UTC\n",
  ]

  static let layouts: [String] = [
    """
    layout         unity
    everywhere     repeat-menu    0
    messages-menu  play-messages  5
    # A comment.
    playing        to-end         none

    """,
    "main-menu messages 2\nmain-menu recorded-name 1\nplaying delete #\nplaying save *\n",
  ]

  static let scripts: [String] = [
    """
    # A call that leaves a message, one that hears it.
    given accounts a.json5
    given language en
    call from 0221 4710123 to 111 because no-answer after 3 rings
    hears greeting
    says 4.5 s
    dials #
    hears caller-menu
    dials 1
    hangs up
    later 2 days
    expects mailbox 111 new 2 saved 0
    call from 111 to portal verified
    dials passcode of 111 # 1 1
    hears message 1
    waits 6 s
    dials 7
    listens 500 ms
    hears nothing for 30 min
    hangs up
    expects mwi 111 new 1 old 0 urgent 0
    expects journal "key 7"

    """,
    """
    given accounts a.json5
    given policy webex
    given transfers fail
    call from withheld to portal claimed
    dials 112#4950281#
    hears passcode-refused
    dials 246813#
    listens 1 h
    expects the call has ended
    call from 111 to 112
    dials 0
    expects transfer 111
    expects language de

    """,
  ]
}
