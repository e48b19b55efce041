import Administration
import Testing

@Suite struct CSVTests {
  @Test(arguments: [
    "a,b\n1,2\n", "a;b\n1;2\n", "a,b\r\n1,2\r\n", "\u{FEFF}a,b\n1,2", "\"a\",\"b\"\n\"1\",\"2\"\n",
    "a,b\n\n1,2\n\n",
  ])
  func `separators, line ends, quotes and marks of other programs are read`(text: String) throws {
    let csv = try CSV(text)
    #expect(csv.header == ["a", "b"])
    #expect(csv.rows.map(\.cells) == [["1", "2"]])
  }

  @Test(arguments: [
    ("\"x,y\"", "x,y"), ("\"say \"\"yes\"\"\"", "say \"yes\""), ("\"two\nlines\"", "two\nlines"),
    ("", ""), (" x ", " x "), ("\"ä;ö\"", "ä;ö"),
  ])
  func `a quoted field holds anything`(cell: String, value: String) throws {
    #expect(try CSV("a,b\n\(cell),z\n").rows.first?.cells == [value, "z"])
  }

  @Test func `a semicolon inside quotes does not count as the separator`() throws {
    #expect(try CSV("\"a;b;c\",d\n1,2\n").header == ["a;b;c", "d"])
  }

  @Test func `rows are counted as a spreadsheet does`() throws {
    #expect(try CSV("a,b\n1,2\n\n3,4\n").rows.map(\.number) == [2, 4])
  }

  @Test(arguments: [
    ("", 1, "There is no header."),
    ("a,b\n1\n", 2, "It has 1 fields, the header has 2."),
    ("a,b\n1,\"2\n", 2, "A quoted field has no end."),
    ("a,b\n1,\"2\"x\n", 2, "Text follows a quoted field."),
    ("a,b\n1,2\"\n", 2, "A quotation mark stands inside a field."),
  ])
  func `a broken row is refused with its number`(text: String, row: Int, reason: String) {
    #expect(throws: CSVError(row: row, reason: reason)) { try CSV(text) }
  }

  @Test(arguments: [",", ";"] as [Character])
  func `what is written is read back`(separator: Character) throws {
    let cells = ["plain", "a,b", "c;d", "say \"yes\"", " blank ", "two\nlines", "", "ÄÖÜ"]
    let text = CSV.line(["h"] + cells, separator: separator)
    #expect(try CSV(text + text).rows.first?.cells == ["h"] + cells)
  }

  @Test(arguments: ["=1+1", "+49211", "-2", "@x", "'=1", "''+", "\tx"])
  func `no exported cell is a formula, and each comes back as it was`(cell: String) {
    let safe = CSV.safe(cell)
    #expect(safe == "'" + cell)
    #expect(CSV.plain(safe) == cell)
    #expect(CSV.plain(CSV.safe("'t Hart")) == "'t Hart")
    #expect(CSV.safe("") == "")
  }
}
