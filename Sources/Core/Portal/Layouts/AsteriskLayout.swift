import CallFlow

extension Layout<VoicePortal> {
  // swift-format-ignore: a table reads best in columns
  /// The keys of Asterisk's app_voicemail, as far as the menus have its commands. While a message
  /// plays, `*` and `#` wind, 0 pauses and 2 starts again; 4, 5, 6 are previous, repeat, next; 7
  /// deletes, 8 forwards, 9 saves; 3 leads to reply, call back and envelope. In the menus `*` is
  /// help and `#` goes out. Recordings are accepted by 1, heard by 2, made again by 3.
  static let asterisk = Layout(
    [
      .mainMenu: [
        .changePasscode: "5", .otherMailbox: "9", .goodbye: "#", .repeatMenu: "*",
        .distributionLists: "8",
      ],
      .playing: [
        .skipBack: "*", .skipOn: "#", .pauseOrResume: "0", .toStart: "2", .more: "3",
        .previous: "4", .playAgain: "5", .next: "6", .delete: "7", .forward: "8", .save: "9",
        .back: "1", .envelope: nil, .callBack: nil, .help: nil,
      ],
      .afterMessage: [
        .more: "3", .previous: "4", .playAgain: "5", .next: "6", .delete: "7", .forward: "8",
        .save: "9", .help: "*", .back: "#", .envelope: nil, .callBack: nil,
      ],
      .moreMenu: [
        .reply: "1", .callBack: "2", .envelope: "3", .markNew: "4", .forward: "8",
      ],
      .awayMenu: [
        .record: "1", .switchOff: "2", .switchOn: "3", .listen: "4", .takeMessages: "5",
      ],
      .sendMenu: [
        .sendToNumber: "1", .listen: "2", .recordAgain: "3", .urgent: "4", .sendToList: "5",
        .sendToCompany: "6", .confidential: "7",
      ],
      .replyMenu: [
        .sendReply: "1", .listen: "2", .recordAgain: "3", .urgent: "4", .confidential: "5",
      ],
      .callerMenu: [
        .sendNow: "1", .listen: "2", .recordAgain: "3", .urgent: "4", .confidential: "5",
      ],
    ])
}
