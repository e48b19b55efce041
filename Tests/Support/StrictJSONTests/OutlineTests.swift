import StrictJSON
import Testing

@Suite struct OutlineTests {
  @Test func `each value has its line`() throws {
    let outline = try JSON5Outline(
      of: """
        // a comment
        { a: 1, /* two
          lines */ "b": [ {c: 'x'},
            { c:
              .5e3 } ],
        }
        """)
    #expect(outline.line(of: []) == 2)
    #expect(outline.line(of: ["a"]) == 2)
    #expect(outline.line(of: ["b"]) == 3)
    #expect(outline.line(of: ["b", "0", "c"]) == 3)
    #expect(outline.line(of: ["b", "1"]) == 4)
    #expect(outline.line(of: ["b", "1", "c"]) == 4)
    #expect(outline.line(of: ["b", "1", "missing"]) == 4)
    #expect(outline.line(of: ["missing"]) == 2)
  }

  @Test(arguments: [
    ("{ a: 1,\n a: 2 }", 2, "The field \"a\" stands here a second time."),
    ("{\n a: yes }", 2, "\"yes\" is no value: text stands in quotes."),
    ("[1, 10.0.0.1]", 1, "\"10.0.0.1\" is no value: text stands in quotes."),
    ("{ a 1 }", 1, "Here stands \"1\" where a colon is due."),
    ("[1\n 2]", 2, "Here stands \"2\" where a comma or \"]\" is due."),
    ("'a\nb'", 1, "Here stands \"\n\" where a closing quote is due."),
    ("", 1, "Here stands the end of the file where a value is due."),
  ])
  func `the first fault is told with its line`(text: String, line: Int, reason: String) {
    do throws(JSON5Fault) {
      _ = try JSON5Outline(of: text)
      Issue.record("it was taken")
    } catch {
      #expect(error.line == line)
      #expect(error.reason == reason)
    }
  }

  @Test(arguments: ["0x1F", "-.5", "5.", "+1", "1e-3", "true", "null", "'\\''"])
  func `words and numbers of JSON5 are values`(text: String) throws {
    _ = try JSON5Outline(of: text)
  }

  @Test(arguments: [
    ("{ a: 1e999 }", "1e999 is a number that no field takes."),
    ("[-Infinity]", "-Infinity is a number that no field takes."),
    ("[NaN]", "NaN is a number that no field takes."),
    ("[0xFFFFFFFFFFFFFFFFFF]", "0xFFFFFFFFFFFFFFFFFF is a number that no field takes."),
    ("['\\uD800']", "\\uD800 is half of a character."),
    ("['\\uD800\\u0041']", "\\uD800 is half of a character."),
    ("['\\uDC00']", "\\uDC00 is half of a character."),
    ("['\\u0000']", "\\u0000 is no letter."),
    ("['\\u12']", "Behind \\u stand four hexadecimal digits."),
    ("['\\x41']", "A backslash stands before \"x\"."),
    ("['a\0b']", "Here stands the control character U+0000."),
    ("{ a: 1 }\0", "Here stands the control character U+0000."),
    ("{ a-b: 1 }", "The name \"a-b\" of a field stands in quotes."),
    ("{ 1a: 1 }", "The name \"1a\" of a field stands in quotes."),
    ("['a", "Here stands the end of the file where a closing quote is due."),
    ("['a\\", "Here stands the end of the file where a closing quote is due."),
  ])
  func `what no decoder should see is refused`(text: String, reason: String) {
    do throws(JSON5Fault) {
      _ = try JSON5Outline(of: text)
      Issue.record("it was taken")
    } catch {
      #expect(error.reason == reason)
    }
  }

  @Test func `a mark behind a quote does not hide it`() throws {
    _ = try JSON5Outline(of: "{ \"a\": 'x'\u{A0}, 'b': '\u{301}' }")
    #expect(throws: JSON5Fault.self) { try JSON5Outline(of: "{ a: 'x'\u{301} }") }
  }

  @Test func `whole characters that are written as two are taken`() throws {
    _ = try JSON5Outline(of: "['\\uD83D\\uDE00', '\\\n', '\\\r\n', '\\'']")
  }

  @Test func `more values than anybody writes are refused`() {
    let many = "[" + String(repeating: "1,", count: JSON5Outline.mostValues) + "1]"
    #expect(throws: JSON5Fault.self) { try JSON5Outline(of: many) }
  }

  @Test func `brackets without end do no harm`() {
    #expect(throws: JSON5Fault.self) {
      try JSON5Outline(of: String(repeating: "[", count: 100_000))
    }
  }
}
