/// The list of what a backup holds. It is written last, so a backup without one is unfinished, and
/// its last line holds the hash of all lines before, so one that was cut or changed is noticed:
/// ```
/// # VoicePortal backup 1
/// # made 2026-11-29T03:13:16Z
/// HASH  voiceportal.db
/// HASH  audio/4f/4f….wav
/// # end HASH
/// ```
/// The hashes are BLAKE2b-256, so `b2sum -l 256 --check manifest` compares the files too.
struct BackupManifest: Equatable {
  /// One file of the backup.
  struct Entry: Equatable {
    var hash: String
    /// Relative to the backup.
    var path: String
  }

  /// When the backup was made, in UTC.
  var made: String
  var entries: [Entry] = []

  /// Its name in the backup.
  static let name = "manifest"
  private static let title = "# VoicePortal backup 1"
  private static let madeField = "# made "
  private static let endField = "# end "

  init(made: String) { self.made = made }

  /// Reads the manifest of a backup.
  /// - Throws: ``StoreError`` that says in which way this is no whole backup.
  init(of backup: String) throws(StoreError) {
    let path = "\(backup)/\(Self.name)"
    guard let folder = try Disk.status(of: backup), folder.isFolder else {
      throw .broken(place: backup, reason: "there is no such folder")
    }
    guard try Disk.status(of: path) != nil else {
      throw .broken(
        place: backup, reason: "there is no manifest here: this is no backup, or an unfinished one")
    }
    let text = String(decoding: try Disk.read(path), as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.first == Self.title else {
      throw .broken(place: path, reason: "this is no manifest of a backup that this program knows")
    }
    let isEnded = lines.popLast() == "" && lines.last?.hasPrefix(Self.endField) == true
    guard isEnded, let end = lines.popLast(), lines.count >= 2,
      end == Self.end(of: lines), lines[1].hasPrefix(Self.madeField)
    else {
      throw .broken(
        place: path, reason: "the manifest was cut or changed; take another backup")
    }
    made = String(lines[1].dropFirst(Self.madeField.count))
    for line in lines.dropFirst(2) {
      let hash = String(line.prefix(64))
      let entry = Entry(hash: hash, path: String(line.dropFirst(66)))
      guard line.dropFirst(64).hasPrefix("  "), Self.isKnown(entry.path) else {
        throw .broken(
          place: path,
          reason: "the manifest names '\(entry.path)', which is no file "
            + "of a backup")
      }
      entries.append(entry)
    }
  }

  /// The manifest as text.
  var text: String {
    var lines = [Self.title, Self.madeField + made]
    lines += entries.map { "\($0.hash)  \($0.path)" }
    lines.append(Self.end(of: lines))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func end(of lines: [String]) -> String {
    endField + ContentHash.of(text: lines.joined(separator: "\n") + "\n")
  }

  /// Nothing else is ever put into a data directory, whatever a manifest says.
  private static func isKnown(_ path: String) -> Bool {
    if path == "voiceportal.db" || path == "secret" { return true }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    func isName(_ text: String) -> Bool {
      !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    func isFile(_ name: String, _ endings: String...) -> Bool {
      endings.contains { name.hasSuffix($0) && isName(String(name.dropLast($0.count))) }
    }
    if parts.count == 3, parts[0] == "audio" { return isName(parts[1]) && isFile(parts[2], ".wav") }
    return parts.count == 2 && parts[0] == "incoming" && isFile(parts[1], ".wav", ".json")
  }
}
