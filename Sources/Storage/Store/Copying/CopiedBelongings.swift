import Mailbox

/// What a user has beside her messages.
extension StorageCopy {
  func copyAnnouncements(
    of owner: AnnouncementOwner, to copy: AnnouncementOwner
  ) throws(StoreError) {
    let originals = try source.storage.read { (rows) throws(StoreError) in
      try rows.announcements(of: owner)
    }
    let known = try target.storage.read { (rows) throws(StoreError) in
      try rows.announcements(of: copy)
    }
    // Those of an earlier run are there already.
    let missing = originals.filter { original in
      !known.contains {
        $0.name == original.name && $0.sound.milliseconds == original.sound.milliseconds
      }
    }
    if missing.isEmpty { return }
    try sounds.bring(Set(missing.map(\.sound))) { (rows, names) throws(StoreError) in
      for announcement in missing {
        try rows.setAnnouncement(
          announcement.name, of: copy, to: try names.one(announcement.sound))
      }
    }
  }

  func copyBelongings(of user: Int64, to copy: Int64) throws(StoreError) {
    try copyAnnouncements(of: .user(user), to: .user(copy))
    let original = try source.storage.read { (rows) throws(StoreError) in
      try Belongings(of: user, rows, passcodes)
    }
    let known = try target.storage.read { (rows) throws(StoreError) in
      try Belongings(of: copy, rows, passcodes)
    }
    var lists: [DistributionList] = []
    for list in original.lists { lists.append(try translated(list)) }
    var wanted = original
    wanted.lists = lists
    if wanted.isSame(as: known) { return }
    let brought = wanted
    try sounds.bring(brought.sounds) { (rows, names) throws(StoreError) in
      try brought.write(to: copy, rows, names)
    }
  }

  /// The list with the members' keys at the target.
  private func translated(_ list: DistributionList) throws(StoreError) -> DistributionList {
    do {
      var copy = try DistributionList(
        number: list.number, description: list.description, isOpenToOthers: list.isOpenToOthers)
      for member in list.members {
        if let key = try key(of: member) { try copy.add(key, typedAs: "\(key)") }
      }
      return copy
    } catch let error as StoreError {
      throw error
    } catch {
      throw .broken(place: "list \(list.number)", reason: "\(error)")
    }
  }
}

/// Logins, lists and recorded greetings of one user.
struct Belongings: Sendable {
  var passcode: PasscodeRow?
  /// The one of now first.
  var history: [String] = []
  var webPassword: WebPasswordRow?
  /// Of programs. Browsers sign in anew.
  var tokens: [Credential] = []
  var guardOfLogins: LoginGuard
  var lists: [DistributionList]
  /// Their recorded names, by number.
  var listNames: [Int: AudioReference] = [:]
  var recordings: [GreetingSlot: AudioReference]
  /// What has come from other systems, by its name there.
  var imports: [String]

  /// All sounds of it.
  var sounds: Set<AudioReference> { Set(recordings.values).union(listNames.values) }

  private static let rememberedPasscodes = 100

  init(
    of user: Int64, _ rows: any MailboxRows, _ passcodes: StorageCopy.Passcodes
  ) throws(StoreError) {
    switch passcodes {
    case .kept:
      passcode = try rows.passcode(of: user)
      history = try rows.passcodeHashes(of: user, limit: Self.rememberedPasscodes)
      webPassword = try rows.webPassword(of: user)
      tokens = try rows.credentials(.accessToken, of: user).sorted { $0.hash < $1.hash }
    case .dropped:
      break
    }
    guardOfLogins = try rows.loginGuard(.mailbox(user))
    lists = try rows.lists(of: user)
    for list in lists {
      if let name = try rows.listName(list.number, of: user) { listNames[list.number] = name }
    }
    recordings = try rows.recordings(of: user)
    imports = try rows.imports(of: user)
  }

  /// Whether it is the same but for the keys of sounds.
  func isSame(as other: Belongings) -> Bool {
    passcode == other.passcode && history == other.history && webPassword == other.webPassword
      && tokens.map(\.hash) == other.tokens.map(\.hash) && guardOfLogins == other.guardOfLogins
      && lists == other.lists && imports == other.imports
      && listNames.mapValues(\.milliseconds) == other.listNames.mapValues(\.milliseconds)
      && recordings.mapValues(\.milliseconds) == other.recordings.mapValues(\.milliseconds)
  }

  /// Writes it all for a user who has perhaps a part of it.
  func write(
    to user: Int64, _ rows: any MailboxRows, _ names: SoundNames
  ) throws(StoreError) {
    if let passcode {
      for hash in history.reversed() {
        var row = passcode
        row.hash = hash
        try rows.setPasscode(row, of: user, remembered: history.count)
      }
    }
    if let webPassword { try rows.setWebPassword(webPassword, of: user) }
    for var token in tokens {
      token.user = user
      try rows.keep(token)
    }
    try rows.setLoginGuard(.mailbox(user), to: guardOfLogins)
    for list in lists { try rows.set(list, of: user) }
    for (number, sound) in listNames {
      try rows.setListName(number, of: user, to: try names.one(sound))
    }
    for source in imports { _ = try rows.noteImport(of: source, for: user) }
    for (slot, sound) in recordings {
      try rows.setRecording(slot, of: user, to: try names.one(sound))
    }
  }
}
