import Foundation
import ScriptLine
import Testing

/// The reports, as golden text.
@Suite struct ReportTests {
  private let results = [
    ScriptResult(
      name: "alias.call", failure: nil, milliseconds: 12_340, transcript: ["0.0 s  call"]),
    ScriptResult(
      name: "a<b>&\"c\".call",
      failure: ScriptFailure(
        kind: .failed, line: 7, step: "hears main-menu",
        happened: "heard \"sorry\"\u{1}; then the call was over"),
      milliseconds: 1_005, transcript: ["0.0 s  call from 1 to 2", "0.5 s  portal: sorry"]),
    ScriptResult(
      name: "typo.call",
      failure: ScriptFailure(
        kind: .unusable, line: 2, step: "", happened: "\"dails\" is not a verb.")),
  ]

  @Test func `for people`() {
    #expect(
      ReportFormat.text.report(results) == """
        passed  alias.call
        FAILED  a<b>&"c".call:7: hears main-menu: heard "sorry"\u{1}; then the call was over
                The call so far:
                  0.0 s  call from 1 to 2
                  0.5 s  portal: sorry
        FAILED  typo.call:2: "dails" is not a verb.
        3 scripts, 1 passed, 2 failed.

        """)
  }

  @Test func `for people who want to see more`() {
    #expect(
      ReportFormat.text.report([results[0]], isVerbose: true) == """
        passed  alias.call
                  0.0 s  call
        1 script, 1 passed, 0 failed.

        """)
  }

  @Test func `TAP`() {
    #expect(
      ReportFormat.tap.report(results) == """
        TAP version 14
        1..3
        ok 1 - alias.call
        not ok 2 - a<b>&"c".call
          ---
          message: |
            a<b>&"c".call:7: hears main-menu: heard "sorry"\u{1}; then the call was over
            The call so far:
              0.0 s  call from 1 to 2
              0.5 s  portal: sorry
          ...
        not ok 3 - typo.call
          ---
          message: |
            typo.call:2: "dails" is not a verb.
          ...
        # 3 scripts, 1 passed, 2 failed.

        """)
  }

  @Test func `JUnit`() {
    let first =
      "a&lt;b&gt;&amp;&quot;c&quot;.call:7: hears main-menu: heard &quot;sorry&quot;\u{FFFD}; "
      + "then the call was over"
    let last = "typo.call:2: &quot;dails&quot; is not a verb."
    #expect(
      ReportFormat.junit.report(results) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="voiceportal replay" tests="3" failures="1" errors="1" skipped="0" time="13.345">
          <testcase classname="calls" name="alias.call" time="12.340"/>
          <testcase classname="calls" name="a&lt;b&gt;&amp;&quot;c&quot;.call" time="1.005">
            <failure message="\(first)">\(first)
        The call so far:
          0.0 s  call from 1 to 2
          0.5 s  portal: sorry</failure>
          </testcase>
          <testcase classname="calls" name="typo.call" time="0.000">
            <error message="\(last)">\(last)</error>
          </testcase>
        </testsuite>

        """)
  }

  @Test(arguments: [
    (
      ReportFormat.text,
      """
      left out  mwi.call:3: later 1 day: too long
      passed  half.call
                not checked: line 4: why
      2 scripts, 1 passed (1 of them in part), 0 failed, 1 not for this line.

      """
    ),
    (
      .tap,
      """
      TAP version 14
      1..2
      ok 1 - mwi.call # SKIP mwi.call:3: later 1 day: too long
      ok 2 - half.call
        # not checked: line 4: why
      # 2 scripts, 1 passed (1 of them in part), 0 failed, 1 not for this line.

      """
    ),
  ])
  func `what a line cannot do is counted apart`(format: ReportFormat, report: String) {
    let leftOut = ScriptFailure(
      kind: .notForThisLine, line: 3, step: "later 1 day", happened: "too long")
    let results = [
      ScriptResult(name: "mwi.call", failure: leftOut),
      ScriptResult(name: "half.call", failure: nil, unchecked: ["line 4: why"]),
    ]
    #expect(format.report(results) == report)
  }
}
