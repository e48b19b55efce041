import Foundation
import Mailbox
import SoundFiles
public import Store

/// Everything that administration keeps, as tables and sounds in one folder, to be moved to another
/// server (requirement H2): companies, users, distribution lists, greetings and announcements. Passcodes
/// and messages are not in it.
public struct AccountsFolder {
  private let path: String
  private let store: any MailboxStore
  private let accounts: any Accounts

  private static let companies = "companies.csv"
  private static let users = "users.csv"
  private static let lists = "lists.csv"
  private static let sounds = "sounds.csv"
  private static let listColumns = ["company", "user", "number", "description", "open", "members"]
  private static let soundColumns = ["company", "user", "kind", "name", "file"]

  /// The folder at a path, which need not be there yet.
  /// - Parameters:
  ///   - store: The mailboxes that are written or read.
  ///   - accounts: Their administration, by who works here.
  public init(path: String, store: any MailboxStore, accounts: any Accounts) {
    (self.path, self.store, self.accounts) = (path, store, accounts)
  }

  // MARK: Writing

  /// Writes all of it.
  /// - Returns: How many users there are.
  public func write() throws -> Int {
    try FileManager.default.createDirectory(
      atPath: path + "/sounds", withIntermediateDirectories: true)
    var companies = CSV.line(CompanyFields.all.map(\.name))
    var users = CSV.line([UserTable.companyColumn] + UserFields.all.map(\.name))
    var lists = CSV.line(Self.listColumns)
    var sounds = CSV.line(Self.soundColumns)
    var (count, soundCount) = (0, 0)
    func add(
      _ sound: AudioReference, _ company: Company, _ user: User?, _ kind: String, _ name: String
    )
      throws
    {
      soundCount += 1
      let file = "sounds/\(soundCount).wav"
      try store.sound(sound).write(to: "\(path)/\(file)", format: .wav)
      sounds += CSV.line([company.name, user?.extension.digits ?? "", kind, name, file])
    }
    for company in try accounts.companies() {
      companies += CSV.line(CompanyFields.all.map { $0.read(company) })
      for announcement in try accounts.announcements(of: .company(company.id)) {
        try add(announcement.sound, company, nil, "announcement", announcement.name)
      }
      let people = try accounts.users(of: company.id)
      let extensions = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.extension.digits) })
      for user in people {
        count += 1
        users += CSV.line([company.name] + UserFields.all.map { $0.read(user) })
        for list in try accounts.lists(of: user.id) {
          lists += CSV.line([
            company.name, user.extension.digits, "\(list.number)", list.description,
            list.isOpenToOthers ? "on" : "off",
            list.members.compactMap { extensions[$0] }.joined(separator: " "),
          ])
          if let name = try accounts.listName(list.number, of: user.id) {
            try add(name, company, user, "list", "\(list.number)")
          }
        }
        for slot in GreetingSlot.allCases {
          guard let sound = try accounts.greeting(slot, of: user.id) else { continue }
          try add(sound, company, user, "greeting", slot.rawValue)
        }
        for announcement in try accounts.announcements(of: .user(user.id)) {
          try add(announcement.sound, company, user, "announcement", announcement.name)
        }
      }
    }
    let tables = [
      (Self.companies, companies), (Self.users, users), (Self.lists, lists), (Self.sounds, sounds),
    ]
    // The mark tells spreadsheets that the text is UTF-8.
    for (name, text) in tables {
      try Data(("\u{FEFF}" + text).utf8)
        .write(to: URL(filePath: "\(path)/\(name)"), options: .atomic)
    }
    return count
  }

  // MARK: Reading

  /// Stores all of it; companies and users that are there already are changed.
  /// - Returns: How many users there are.
  public func read() throws -> Int {
    let table = try UserTable(
      TableText.read("\(path)/\(Self.users)", limit: UserTable.mostBytes), path: Self.users)
    let (companies, lists) = (try rows(of: Self.companies), try rows(of: Self.lists))
    try accounts.transaction { accounts in
      for row in companies { try install(company: row, accounts) }
      let plan = try ImportPlan(table, into: accounts, company: nil, mayUpdate: true)
      if let fault = plan.faults.first { throw TableFileError("\(path)/\(Self.users), \(fault)") }
      try plan.carryOut(on: accounts)
      for row in lists { try install(list: row, accounts) }
    }
    for row in try rows(of: Self.sounds) { try install(sound: row, accounts) }
    return table.rows.count
  }

  private func rows(of name: String) throws -> [[String: String]] {
    let text = try TableText.read("\(path)/\(name)", limit: UserTable.mostBytes)
    do throws(CSVError) {
      let csv = try CSV(text)
      return csv.rows.map { row in
        Dictionary(
          zip(csv.header, row.cells.map(CSV.plain)), uniquingKeysWith: { first, _ in first })
      }
    } catch {
      throw TableFileError("\(path)/\(name), row \(error.row): \(error.reason)")
    }
  }

  private func install(company row: [String: String], _ accounts: any Accounts) throws {
    let old = try accounts.companies().first { $0.name == row["name"] }
    let plan = NumberingPlan(countryCode: "", trunkPrefix: "")
    var company = old ?? Company(name: row["name"] ?? "", plan: plan, portalNumber: "")
    let fields = FieldContext(company: company) { _ in nil }
    try Administration.write(CompanyFields.all, named: { row[$0.name] }, to: &company, in: fields)
    if old == nil { _ = try accounts.add(company) } else { try accounts.update(company) }
  }

  private func owner(
    of row: [String: String], _ accounts: any Accounts
  ) throws -> (company: Company, user: User?) {
    let name = row["company"] ?? ""
    guard let company = try accounts.companies().first(where: { $0.name == name }) else {
      throw StoreError.missing(kind: "company", name: name)
    }
    guard let short = row["user"], !short.isEmpty else { return (company, nil) }
    return (company, try accounts.user(withNumber: short, of: company.id))
  }

  private func install(list row: [String: String], _ accounts: any Accounts) throws {
    let (company, user) = try owner(of: row, accounts)
    guard let user, let number = row["number"].flatMap({ Int($0) }) else {
      throw TableFileError(
        "\(path)/\(Self.lists): a row names no list of a user of \(company.name).")
    }
    var list = try DistributionList(
      number: number, description: row["description"] ?? "", isOpenToOthers: row["open"] == "on")
    for member in (row["members"] ?? "").split(separator: " ").map(String.init) {
      try list.add(accounts.user(withNumber: member, of: company.id)?.id, typedAs: member)
    }
    try accounts.set(list, of: user.id)
  }

  private func install(sound row: [String: String], _ accounts: any Accounts) throws {
    let (company, user) = try owner(of: row, accounts)
    let name = row["name"] ?? ""
    let file = "\(path)/\(row["file"] ?? "")"
    let samples = try Sound.read(file).samples
    if row["kind"] == "announcement" {
      try accounts.setAnnouncement(
        name, of: user.map { .user($0.id) } ?? .company(company.id), to: samples)
    } else if row["kind"] == "list", let user, let number = Int(name) {
      try accounts.setListName(number, of: user.id, to: samples)
    } else if let user, let slot = GreetingSlot(rawValue: name) {
      try accounts.setGreeting(slot, of: user.id, to: samples)
    } else {
      throw TableFileError("\(path)/\(Self.sounds): '\(name)' is no greeting of a user.")
    }
  }
}
