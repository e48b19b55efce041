import CallFlow

extension Layout<VoicePortal> {
  // swift-format-ignore: a table reads best in columns
  /// The keys of Cisco Unity Connection's standard conversation, as far as the menus have its
  /// commands. During a message 1 starts again, 2 saves, 3 deletes, 7 winds back, 8 pauses, 9 winds
  /// on, `#` goes to the end; after it 1 plays again, 2 saves, 3 deletes, 4 replies, 5 forwards, 6
  /// marks as new, 9 tells the envelope. `#` accepts, `*` goes back, 0 helps.
  static let unity = Layout(
    everywhere: [.repeatMenu: "0"],
    [
      .mainMenu: [.goodbye: "*", .otherMailbox: "9"],
      .messagesMenu: [.playMessages: "1", .compose: "2", .busyGreeting: "5"],
      .playing: [
        .toStart: "1", .save: "2", .delete: "3", .more: "4", .envelope: "5", .next: "6",
        .skipBack: "7", .pauseOrResume: "8", .skipOn: "9", .toEnd: "#", .callBack: nil,
      ],
      .afterMessage: [
        .playAgain: "1", .save: "2", .delete: "3", .reply: "4", .forward: "5", .markNew: "6",
        .previous: "7", .callBack: "8", .envelope: "9", .next: "#", .more: nil,
      ],
      .moreMenu: [.reply: "4", .forward: "5", .markNew: "6", .callBack: "8"],
      .reviewMenu: [.keep: "#"],
      .confirmDeleteAll: [.confirm: "#"],
      .confirmCompany: [.confirm: "#"],
      .newListMenu: [.confirm: "#"],
      .confirmDeleteList: [.confirm: "#"],
      .confirmDeleteAnnouncement: [.confirm: "#"],
      .confirmCancel: [.confirm: "#"],
    ])
}
