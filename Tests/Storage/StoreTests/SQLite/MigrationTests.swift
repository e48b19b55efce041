import Testing

@testable import Store

@Suite struct MigrationTests {
  let folder: DataFolder
  let database: Database

  init() throws {
    folder = try DataFolder()
    try Disk.makeFolder(folder.path)
    database = try Database(path: folder.path + "/test.db", access: .readWrite)
  }

  private static let first = "CREATE TABLE people (name TEXT) STRICT;"
  private static let second = """
    ALTER TABLE people ADD COLUMN age INTEGER;
    UPDATE people SET age = 30;
    """

  @Test func `a later program brings the data along`() throws {
    try Migration(scripts: [Self.first]).run(on: database)
    try database.run("INSERT INTO people (name) VALUES (?)", .text("Anna"))
    let later = Migration(scripts: [Self.first, Self.second])
    #expect(try later.isNeeded(by: database))
    try later.run(on: database)
    #expect(try !later.isNeeded(by: database))
    #expect(try database.all("SELECT age FROM people") { $0.int(0) } == [30])
  }

  @Test func `a script that fails changes nothing`() throws {
    try Migration(scripts: [Self.first]).run(on: database)
    let broken = Migration(scripts: [Self.first, "CREATE TABLE pets (name TEXT); nonsense"])
    #expect(throws: StoreError.self) { try broken.run(on: database) }
    #expect(try !database.exists("SELECT 1 FROM sqlite_schema WHERE name = 'pets'"))
    #expect(try !Migration(scripts: [Self.first]).isNeeded(by: database))
  }

  @Test func `an earlier program refuses the data`() throws {
    try Migration(scripts: [Self.first, Self.second]).run(on: database)
    #expect(
      throws: StoreError.newerSchema(path: folder.path + "/test.db", found: 2, known: 1)
    ) {
      try Migration(scripts: [Self.first]).isNeeded(by: database)
    }
  }
}
