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

  @Test(arguments: ["0x1F", "-.5", "5.", "+1", "1e-3", "Infinity", "-NaN", "true", "null", "'\\''"])
  func `words and numbers of JSON5 are values`(text: String) throws {
    _ = try JSON5Outline(of: text)
  }

  @Test func `brackets without end do no harm`() {
    #expect(throws: JSON5Fault.self) {
      try JSON5Outline(of: String(repeating: "[", count: 100_000))
    }
  }
}
