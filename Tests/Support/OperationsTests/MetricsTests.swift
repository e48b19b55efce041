import Operations
import Testing

@Suite struct MetricsTests {
  @Test func `figures are written as Prometheus reads them`() {
    let histogram = Histogram(bounds: [0.1, 1])
    for value in [0.05, 0.1, 0.5, 3] { histogram.observe(value) }
    let text = PrometheusText.text(of: [
      .counter("a_calls_total", "Calls.", by: "ending", [("caller", 2), ("a \"b\"\\\n", 0)]),
      .gauge("a_load", "How\nmuch.", 0.5),
      .histogram("a_seconds", "Time.", histogram),
    ])
    #expect(
      text == """
        # HELP a_calls_total Calls.
        # TYPE a_calls_total counter
        a_calls_total{ending="caller"} 2
        a_calls_total{ending="a \\"b\\"\\\\\\n"} 0
        # HELP a_load How\\nmuch.
        # TYPE a_load gauge
        a_load 0.5
        # HELP a_seconds Time.
        # TYPE a_seconds histogram
        a_seconds_bucket{le="0.1"} 2
        a_seconds_bucket{le="1"} 3
        a_seconds_bucket{le="+Inf"} 4
        a_seconds_sum 3.65
        a_seconds_count 4

        """)
  }

  @Test func `a label that is not known is not counted`() {
    let counter = LabelledCounter(["caller", "portal"])
    counter.add("portal")
    counter.add("nobody")
    #expect(counter.labels.map { counter[$0] } == [0, 1])
  }
}
