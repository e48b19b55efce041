import HTTP
import Mailbox
import Store
import Telephony
import Wording

/// How the calls of a company, or of all, went in the last day, as small charts with the table behind
/// each: by hour, by end, how soon they were answered, and how much of the callers' sound was lost.
/// Operators also see what waits in the server, and its disk.
enum OverviewPage {
  static let routes: [PageRoute] = [
    .admin(.get, PagePath.adminCalls.rawValue + "/overview") { visit in
      try show(visit, .company(visit))
    },
    .operator(.get, PagePath.operatorCalls.rawValue + "/overview") { visit in
      try show(visit, .all(visit), serverCharts(visit))
    },
  ]

  /// More calls of a day are not looked at.
  private static let mostCalls = 20_000
  private static let hour: Int64 = 3_600_000

  private static func show(
    _ visit: SignedInRequest, _ scope: CallScope, _ more: [BarChart] = []
  ) throws -> HTTPResponse {
    guard let source = visit.site.calls else { throw WebFault.notFound }
    let now = visit.site.now()
    var filter = scope.filter
    (filter.since, filter.most) = (now - 24 * hour, mostCalls)
    let calls = try source.calls(filter)
    let words = { (text: OverviewText) in visit(text) }
    let charts = [
      BarChart(
        title: words(.byHour), name: words(.hour), count: words(.calls),
        bars: byHour(calls, now, visit)),
      BarChart(
        title: words(.byEnd), name: visit(CallText.ended), count: words(.calls),
        bars: byEnd(calls, visit)),
      BarChart(
        title: words(.setUp), name: words(.answeredWithin), count: words(.calls),
        bars: bySetUp(calls)),
      BarChart(
        title: words(.loss), name: words(.lost), count: words(.calls), bars: byLoss(calls)),
    ]
    return try Frame.page(
      visit, scope.page, title: words(.title), lead: words(.lead(calls.count)),
      (charts + more).map { $0.markup(visit) })
  }

  /// What only who runs the server needs to know.
  private static func serverCharts(_ visit: SignedInRequest) throws -> [BarChart] {
    guard let load = try visit.site.calls?.load else { return [] }
    let words = { (text: OverviewText) in visit(text) }
    func chart(
      _ title: OverviewText, _ count: OverviewText, _ bars: [(OverviewText, Int)]
    ) -> BarChart {
      BarChart(
        title: words(title), name: visit(AdminText.what), count: words(count),
        bars: bars.map { BarChart.Bar(name: words($0.0), count: $0.1) })
    }
    return [
      chart(
        .waiting, .count,
        [
          (.recordings, load.recordings), (.requests, load.requests), (.writes, load.writes),
          (.callRecords, load.callRecords),
        ]),
      chart(
        .mail, .count,
        [
          (.mailDue, load.mailDue), (.mailLater, load.mailLater),
          (.mailGivenUp, load.mailGivenUp),
        ]),
      chart(
        .disk, .megabytes,
        [(.diskUsed, load.usedMegabytes), (.diskFree, load.freeMegabytes)]),
    ]
  }

  private static func byHour(
    _ calls: [StoredCall], _ now: Int64, _ visit: SignedInRequest
  ) -> [BarChart.Bar] {
    (0..<24).reversed().map { back in
      let start = (now / hour - Int64(back)) * hour
      let count = calls.count { (start..<start + hour).contains($0.began) }
      return BarChart.Bar(name: "\(visit.time(start).hour):00", count: count)
    }
  }

  private static func byEnd(_ calls: [StoredCall], _ visit: SignedInRequest) -> [BarChart.Bar] {
    CallEnding.Kind.allCases.compactMap { kind in
      let count = calls.count { $0.ending == kind.rawValue }
      return count == 0
        ? nil : BarChart.Bar(name: visit(NamedText(.callEnding, kind.rawValue)), count: count)
    }
  }

  /// By the time from the call's begin to its answer.
  private static func bySetUp(_ calls: [StoredCall]) -> [BarChart.Bar] {
    let times = calls.compactMap { call in call.answered.map { $0 - call.began } }
    return classes([20, 50, 100, 200, 500, 1_000], " ms", of: times)
  }

  /// By the packets of the caller that did not come, in percent.
  private static func byLoss(_ calls: [StoredCall]) -> [BarChart.Bar] {
    let shares = calls.compactMap(\.quality).filter { $0.received + $0.lost > 0 }.map {
      Int64(100 * $0.lost / ($0.received + $0.lost))
    }
    return classes([0, 1, 2, 5, 10], " %", of: shares)
  }

  /// How many values are at most each border, and more than the last.
  private static func classes(
    _ borders: [Int64], _ unit: String, of values: [Int64]
  ) -> [BarChart.Bar] {
    var bars: [BarChart.Bar] = []
    var below = Int64.min
    for border in borders {
      let count = values.count { $0 > below && $0 <= border }
      bars.append(BarChart.Bar(name: "≤ \(border)\(unit)", count: count))
      below = border
    }
    bars.append(
      BarChart.Bar(name: "> \(below)\(unit)", count: values.count { $0 > below }))
    return bars
  }
}

/// Counts side by side. The drawing is for the eye; the table behind it says the same.
struct BarChart {
  /// One count.
  struct Bar {
    var name: String
    var count: Int
  }

  let title: String
  /// What a bar stands for, and what is counted.
  let name: String
  let count: String
  let bars: [Bar]

  private static let (step, height) = (14, 60)

  func markup(_ visit: SignedInRequest) -> Markup {
    let most = max(1, bars.map(\.count).max() ?? 1)
    let drawn: [Markup] = bars.enumerated().map { place, bar in
      let tall = bar.count == 0 ? 0 : max(1, Self.height * bar.count / most)
      return """
        <rect x="\(place * Self.step)" y="\(Self.height - tall)" width="\(Self.step - 4)" height="\(tall)"/>
        """
    }
    let rows: [Markup] = bars.map {
      "<tr><th scope=\"row\">\($0.name)</th><td class=\"num\">\($0.count)</td></tr>"
    }
    return """
      <section class="chart"><h2>\(title)</h2>\
      <svg viewBox="0 0 \(max(1, bars.count) * Self.step) \(Self.height)" aria-hidden="true" \
      preserveAspectRatio="xMinYMax meet">\(drawn)</svg>\
      <details><summary>\(visit(OverviewText.asTable))<span class="vh">: \(title)</span></summary>\
      <table><caption class="vh">\(title)</caption><thead><tr><th scope="col">\(name)</th>\
      <th scope="col">\(count)</th></tr></thead><tbody>\(rows)</tbody></table></details></section>
      """
  }
}
