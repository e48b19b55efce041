/// Offers as the telephones and switches of the world make them.
enum PeerOffers {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var offer: [String]
    /// The lines of our answer from `m=` on, or some of them.
    var answer: [String]
    var description: String { name }
    var text: String { offer.joined(separator: "\r\n") + "\r\n" }
  }

  static let plain = [
    Row(
      name: "Asterisk",
      offer: [
        "v=0", "o=- 1876583210 1876583210 IN IP4 192.0.2.10", "s=Asterisk", "c=IN IP4 192.0.2.10",
        "t=0 0", "m=audio 13854 RTP/AVP 8 0 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16", "a=ptime:20", "a=maxptime:140",
        "a=sendrecv",
      ],
      answer: [
        "m=audio 4000 RTP/AVP 8 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-16", "a=ptime:20", "a=sendrecv",
      ]),
    Row(
      name: "FreeSWITCH",
      offer: [
        "v=0", "o=FreeSWITCH 1700000000 1700000001 IN IP4 192.0.2.20", "s=FreeSWITCH",
        "c=IN IP4 192.0.2.20", "t=0 0", "m=audio 27342 RTP/AVP 9 0 8 101 13",
        "a=rtpmap:9 G722/8000", "a=rtpmap:0 PCMU/8000", "a=rtpmap:8 PCMA/8000",
        "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15", "a=rtpmap:13 CN/8000", "a=ptime:20",
      ],
      answer: [
        "m=audio 4000 RTP/AVP 9 13 101", "a=rtpmap:9 G722/8000", "a=rtpmap:13 CN/8000",
        "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15", "a=ptime:20", "a=sendrecv",
      ]),
    Row(
      name: "Cisco",
      offer: [
        "v=0", "o=CiscoSystemsCCM-SIP 161095 1 IN IP4 192.0.2.30", "s=SIP Call",
        "c=IN IP4 192.0.2.31", "b=AS:64", "t=0 0", "m=audio 24580 RTP/AVP 0 8 18 101",
        "b=TIAS:64000", "a=rtpmap:0 PCMU/8000", "a=ptime:20", "a=rtpmap:8 PCMA/8000", "a=ptime:20",
        "a=rtpmap:18 G729/8000", "a=ptime:20", "a=fmtp:18 annexb=no",
        "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15",
      ],
      answer: [
        "m=audio 4000 RTP/AVP 0 101", "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-15", "a=ptime:20", "a=sendrecv",
      ]),
    Row(
      name: "baresip",
      offer: [
        "v=0", "o=- 3911231232 1215384132 IN IP4 192.0.2.40", "s=-", "c=IN IP4 192.0.2.40", "t=0 0",
        "a=tool:baresip 1.0.0", "m=audio 10024 RTP/AVP 0 8 101", "b=AS:125", "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-15",
        "a=rtcp:10025", "a=sendrecv", "a=label:1", "a=rtcp-rsize", "a=ssrc:2871283 cname:sip:a@b",
        "a=ptime:20",
      ],
      answer: [
        "m=audio 4000 RTP/AVP 0 101", "a=rtpmap:0 PCMU/8000", "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-15", "a=ptime:20", "a=sendrecv",
      ]),
    Row(
      name: "Linphone",
      offer: [
        "v=0", "o=alice 3243 2143 IN IP4 192.0.2.2", "s=Talk", "c=IN IP4 192.0.2.2", "t=0 0",
        "a=rtcp-xr:rcvr-rtt=all:10000 stat-summary=loss,dup,jitt,TTL voip-metrics",
        "a=record:off", "m=audio 7078 RTP/AVP 96 97 98 0 8 101 99 100",
        "a=rtpmap:96 opus/48000/2", "a=fmtp:96 useinbandfec=1", "a=rtpmap:97 speex/16000",
        "a=fmtp:97 vbr=on", "a=rtpmap:98 speex/8000", "a=fmtp:98 vbr=on",
        "a=rtpmap:101 telephone-event/48000", "a=rtpmap:99 telephone-event/16000",
        "a=rtpmap:100 telephone-event/8000", "a=rtcp-fb:* trr-int 5000", "a=rtcp-fb:* ccm tmmbr",
        "m=video 9078 RTP/AVP 96", "a=rtpmap:96 VP8/90000", "a=rtcp-fb:* ccm fir",
      ],
      answer: [
        "m=audio 4000 RTP/AVP 0 100", "a=rtpmap:0 PCMU/8000", "a=rtpmap:100 telephone-event/8000",
        "a=fmtp:100 0-15", "a=ptime:20", "a=sendrecv", "m=video 0 RTP/AVP 96",
      ]),
    Row(
      name: "SIPp",
      offer: [
        "v=0", "o=user1 53655765 2353687637 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
        "m=audio 6000 RTP/AVP 8 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-11,16",
      ],
      answer: [
        "m=audio 4000 RTP/AVP 8 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-16", "a=ptime:20", "a=sendrecv",
      ]),
    Row(
      name: "a gateway of the old kind, with bare payload types and 30 ms",
      offer: [
        "v=0", "o=- 1 1 IN IP4 192.0.2.50", "s=-", "t=0 0", "m=audio 5004 RTP/AVP 18 8",
        "c=IN IP4 192.0.2.50", "a=ptime:30",
      ],
      answer: [
        "m=audio 4000 RTP/AVP 8", "a=rtpmap:8 PCMA/8000", "a=ptime:20", "a=sendrecv",
      ]),
    Row(
      name: "a fax machine with a telephone",
      offer: [
        "v=0", "o=- 1 1 IN IP4 192.0.2.60", "s=-", "c=IN IP4 192.0.2.60", "t=0 0",
        "m=image 5006 udptl t38", "m=audio 0 RTP/AVP 0", "m=audio 5004 RTP/AVP 0",
        "m=audio 5008 RTP/AVP 8",
      ],
      answer: [
        "m=image 0 udptl t38", "m=audio 0 RTP/AVP 0", "m=audio 4000 RTP/AVP 0",
        "a=rtpmap:0 PCMU/8000", "a=ptime:20", "a=sendrecv", "m=audio 0 RTP/AVP 8",
      ]),
  ]
}
