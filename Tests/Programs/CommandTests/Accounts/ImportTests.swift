import Administration
import Foundation
import Mailbox
import ProjectFiles
import Store
import Testing

@testable import voiceportal

@Suite struct ImportTests {
  private static let header = "first-name,last-name,main-number,extension"

  @Test func `export and import lose nothing of accounts and settings`() throws {
    let folder = try Folder()
    let path = folder.path + "/users.csv"
    let accounts = try TestAccounts()
    try accounts.run(
      "user set 111 --forward-busy +492115551112 --forward-always", "off +492115551112")
    try accounts.run("user set 111 --first-name", "Anna; \"Änni\", O'")
    try accounts.run("user set 111 --aliases +492115552222,+492115553333 --rings 0 --email none")
    try accounts.run("user set 112 --redirect-on-zero 111 --order newest-first --mwi off")
    accounts.passcode = "123567"
    try accounts.run("passcode set 111")
    for option in ["", " --semicolon"] {
      try accounts.run("export \(path)\(option)")
      #expect(!(try String(contentsOfFile: path, encoding: .utf8)).contains("123567"))
      let other = try TestAccounts(isEmpty: true)
      try other.run("company add Nord --portal-number 100")
      try other.run("import \(path)")
      #expect(try Self.users(of: other) == Self.users(of: accounts))
    }
  }

  @Test func `a row changes a user who is there only if told so`() throws {
    let folder = try Folder()
    let path = try folder.write(Self.header + ",rings\nAnna,Berg,+492115551111,111,7\n")
    let accounts = try TestAccounts()
    #expect(accounts.refusal(of: "import \(path)")?.contains("1 of 1 rows are bad") == true)
    let before = try #require(try accounts.user("111"))
    try accounts.run("import \(path) --update")
    let after = try #require(try accounts.user("111"))
    #expect(after.settings.handling.rings == 7)
    #expect(after.id == before.id)
  }

  @Test func `one bad row keeps all out, unless told to skip it`() throws {
    let folder = try Folder()
    let path = try folder.write(
      Self.header + "\nAda,Bloom,+492115551113,113\nBad,Row,5551114,114\nCy,Dow,+492115551115,115\n"
    )
    let accounts = try TestAccounts()
    #expect(
      accounts.refusal(of: "import \(path)") == "1 of 3 rows are bad. Nothing was imported.")
    #expect(try accounts.user("113") == nil)
    #expect(
      try accounts.output(of: "import \(path) --skip-bad") == ["Imported 2 users, skipped 1 row."])
    #expect(try accounts.user("115") != nil)
  }

  @Test(arguments: [
    (
      "Ada,Bloom,5551113,113",
      [
        "row 2: main-number: \"5551113\" begins neither with + nor with 0: "
          + "the area code is missing."
      ]
    ),
    (
      "Ada,Bloom,+492115551113,1",
      [
        "row 2: extension: The extension \"1\" has 1 digits: it must have 2 to 6."
      ]
    ),
    (",Bloom,+492115551113,113", ["row 2: first-name: It is missing."]),
    (
      "Ada,Bloom,+492115551112,113",
      [
        "row 2: main-number: +492115551112 belongs to Bob Lee (extension 112)."
      ]
    ),
    (
      "Ada,Bloom,+492115551113,113\nCy,Dow,+492115551114,113",
      [
        "row 3: extension: 113 belongs to Ada Bloom (extension 113)."
      ]
    ),
  ])
  func `a bad row is told with row, field and reason`(rows: String, faults: [String]) throws {
    #expect(try Self.faults(Self.header + "\n" + rows) == faults)
  }

  @Test func `all bad fields of a row are told at once`() throws {
    let text = Self.header + ",rings,mwi\nAda,Bloom,+492115551113,113,1,maybe\n"
    #expect(
      try Self.faults(text) == [
        "row 2: rings: 1 is no number of rings: it must be 0, or 2 to 20.",
        "row 2: mwi: It is one of on, off, not 'maybe'.",
      ])
  }

  @Test func `a passcode is set as assigned, and a refused one is not shown`() throws {
    let text = Self.header + ",passcode\nAda,Bloom,+492115551113,113,123456\n"
    #expect(
      try Self.faults(text) == [
        "row 2: passcode: The passcode has too many ascending digits in a row."
      ])
    let folder = try Folder()
    let path = try folder.write(text.replacing("123456", with: "123567"))
    let accounts = try TestAccounts()
    try accounts.run("import \(path)")
    let user = try #require(try accounts.user("113"))
    #expect(try accounts.store.accounts.loginState(of: user.id).mustChange)
  }

  @Test func `the numbers of a refused row are free for the next`() throws {
    let rows = "\nAda,Bloom,+492115551113,113,123456\nCy,Dow,+492115551113,113,123567\n"
    #expect(try Self.faults(Self.header + ",passcode" + rows).count == 1)
  }

  @Test(arguments: [
    (
      "first-nam,last-name\na,b\n", "row 1: there is no field 'first-nam'. Did you mean first-name?"
    ),
    ("rings,rings\n1,2\n", "row 1: the field 'rings' stands there twice."),
    ("rings,mwi\n1\n", "row 2: It has 1 fields, the header has 2."),
  ])
  func `a table of the wrong form is refused`(text: String, reason: String) throws {
    let folder = try Folder()
    let path = try folder.write(text)
    #expect(try TestAccounts().refusal(of: "import \(path)") == "\(path), \(reason)")
  }

  @Test func `a file that is not there, or no text, is refused with its name`() throws {
    let accounts = try TestAccounts()
    #expect(accounts.refusal(of: "import /none.csv")?.hasPrefix("/none.csv: ") == true)
    let folder = try Folder()
    let path = folder.path + "/x.csv"
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: path))
    #expect(
      accounts.refusal(of: "import \(path)") == "\(path): It is no text in UTF-8, but in UTF-16.")
  }

  @Test func `a company that is not there is refused`() throws {
    let text = "company," + Self.header + "\nWest,Ada,Bloom,+492115551113,113\n"
    #expect(try Self.faults(text) == ["row 2: company: There is no company 'West'."])
  }

  private static func faults(_ text: String) throws -> [String] {
    let plan = try ImportPlan(
      UserTable(text, path: "x"), into: TestAccounts().store.accounts, company: nil,
      mayUpdate: false)
    return plan.faults.map(\.description)
  }

  /// All users, without the store's keys.
  private static func users(of accounts: TestAccounts) throws -> [User] {
    let company = try #require(try accounts.store.accounts.companies().first)
    return try accounts.store.accounts.users(of: company.id).map {
      var user = $0
      (user.id, user.company) = (0, 0)
      return user
    }
  }
}

/// Tables are judged as a whole, and read as spreadsheets write them.
@Suite struct ImportTableTests {
  private static let header = "first-name,last-name,main-number,extension"

  @Test func `users are found by main number, and may swap extensions`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    let (anna, bob) = (
      try #require(try accounts.user("111")), try #require(try accounts.user("112"))
    )
    try accounts.run(
      "import --update",
      try folder.write(
        Self.header + ",forward-busy\nAnna,Berg,+492115551111,112,111\nBob,Lee,+492115551112,111,\n"
      ))
    let moved = try #require(try accounts.user("112"))
    #expect(moved.id == anna.id)
    // A row names others by the numbers that they are to have.
    #expect(moved.settings.handling.forwardBusy.target == bob.mainNumber)
    #expect(try accounts.user("111")?.id == bob.id)
    try accounts.run(
      "import --update", try folder.write("extension,main-number\n111,+492115559999\n"))
    #expect(try accounts.user("111")?.mainNumber.e164 == "+492115559999")
    try accounts.run("import --update", try folder.write("main-number,rings\n+492115559999,7\n"))
    #expect(try accounts.user("111")?.settings.handling.rings == 7)
  }

  @Test func `three may move in a circle, and a clash changes nothing`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    try accounts.run(
      "user add --first-name C --last-name D --main-number +492115551113 --extension 113")
    let before = try accounts.store.accounts.users(of: 1)
    let clash = try folder.write(
      Self.header + "\nAnna,Berg,+492115551111,112\nBob,Lee,+492115551112,113\n")
    #expect(accounts.refusal(of: "import --update", clash) != nil)
    #expect(try accounts.store.accounts.users(of: 1) == before)
    let circle = try folder.write(
      Self.header
        + "\nAnna,Berg,+492115551111,112\nBob,Lee,+492115551112,113\nC,D,+492115551113,111\n")
    #expect(accounts.refusal(of: "import --update", circle) == nil)
    #expect(try accounts.user("111")?.firstName == "C")
    #expect(try accounts.user("113")?.firstName == "Bob")
  }

  @Test func `two rows that mean one user are refused`() throws {
    let folder = try Folder()
    let path = try folder.write(
      "main-number,extension\n+492115551111,111\n+492115559999,111\n")
    let accounts = try TestAccounts()
    #expect(accounts.refusal(of: "import --update", path) != nil)
  }

  @Test(arguments: [
    "sep=;\r\nfirst-name;last-name;main-number;extension\r\nJörg;Ä, B;02115551113;113\r\n",
    "first-name\tlast-name\tmain-number\textension\nJörg\t\"Ä, B\"\t'+492115551113\t113\n",
    "SEP=|\nfirst-name|last-name|main-number|extension\nJörg|Ä, B|02115551113|113\n",
  ])
  func `tables of spreadsheets are read in every encoding`(text: String) throws {
    for encoding in [String.Encoding.utf8, .windowsCP1252, .utf16LittleEndian, .utf16BigEndian] {
      let folder = try Folder()
      let path = folder.path + "/x.csv"
      let isMarked = [.utf16LittleEndian, .utf16BigEndian].contains(encoding)
      let data = try #require(((isMarked ? "\u{FEFF}" : "") + text).data(using: encoding))
      try data.write(to: URL(filePath: path))
      let accounts = try TestAccounts()
      #expect(accounts.refusal(of: "import", path) == nil)
      let user = try #require(try accounts.user("113"))
      #expect(user.fullName == "Jörg Ä, B")
    }
  }

  @Test func `a row of a table with a named separator is counted as a spreadsheet does`() throws {
    let text = "sep=;\nfirst-name;last-name;main-number;extension\nA;B;02115551113;1\n"
    let plan = try ImportPlan(
      UserTable(text, path: "x"), into: TestAccounts().store.accounts, company: nil,
      mayUpdate: false)
    #expect(plan.faults.map(\.row) == [3])
  }
}
