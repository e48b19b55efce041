import CallFlow
import HTTP
import Mailbox
import Store
import Telephony

/// Records of calls, and the calls that are on (requirement K3).
enum APICalls {
  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: "/companies/{company}/calls", name: "listCalls",
      summary: "The calls that came to a company, the newest first", access: .company,
      query: query, content: .json("Calls")
    ) { visit in
      var filter = StoredCallFilter()
      filter.company = try visit.company.id
      return try list(visit, filter)
    },
    APIOperation(
      method: .get, path: "/users/{user}/calls", name: "listOwnCalls",
      summary: "The calls about a user's own mailbox, the newest first", access: .own,
      query: query, content: .json("Calls")
    ) { visit in
      var filter = StoredCallFilter()
      filter.mailbox = try visit.user.id
      return try list(visit, filter)
    },
    APIOperation(
      method: .get, path: "/companies/{company}/calls/{call}", name: "getCall",
      summary: "A call with its time line", access: .company, content: .json("Call")
    ) { visit in
      try timeLine(visit, call(visit))
    },
    APIOperation(
      method: .get, path: "/users/{user}/calls/{call}", name: "getOwnCall",
      summary: "A call about a user's own mailbox, with its time line", access: .own,
      content: .json("Call")
    ) { visit in
      guard let call = try source(visit).call(id(visit)), call.mailbox == (try visit.user.id)
      else { throw APIFault.notFound }
      return try timeLine(visit, call)
    },
    APIOperation(
      method: .get, path: "/companies/{company}/calls/{call}/script", name: "getCallScript",
      summary: "A call script that replays a call", access: .company, content: .text
    ) { visit in
      guard let text = try source(visit).script(of: call(visit)) else { throw APIFault.notFound }
      return HTTPResponse(Array(text.utf8), type: "text/plain; charset=utf-8")
        .adding("Cache-Control", "no-store")
    },
    APIOperation(
      method: .get, path: "/companies/{company}/live-calls", name: "listLiveCalls",
      summary: "The calls that are on, the oldest first", access: .company,
      content: .json("LiveCalls")
    ) { visit in
      let rows: [JSONValue] = try live(visit).map { entry in
        let call = entry.beginning
        return [
          "id": .text(call.id.text), "line": .text(call.line), "from": .text(call.incoming.from),
          "to": .text(call.incoming.to), "began": APIVisit.time(call.began),
          "answered": entry.answered.map(APIVisit.time) ?? .null,
          "place": .text(CallFlow.name(of: entry.place)),
          "mailbox": entry.mailbox.map(JSONValue.integer) ?? .null,
        ]
      }
      return try visit.json(["calls": .array(rows)])
    },
    APIOperation(
      method: .delete, path: "/companies/{company}/live-calls/{call}", name: "endCall",
      summary: "End a call that is on", access: .company, status: 204
    ) { visit in
      let id = try id(visit)
      guard try live(visit).contains(where: { $0.beginning.id == id }),
        try source(visit).hangUp(id)
      else { throw APIFault.notFound }
      return HTTPResponse(204)
    },
    APIOperation(
      method: .get, path: "/server", name: "getServer",
      summary: "What waits in the server, and how full its disk is", access: .operator,
      content: .json("Server")
    ) { visit in
      let load = try source(visit).load
      let members: [(String, Int)] = [
        ("recordings-waiting", load.recordings), ("requests-waiting", load.requests),
        ("writes-waiting", load.writes), ("call-records-waiting", load.callRecords),
        ("mail-due", load.mailDue), ("mail-later", load.mailLater),
        ("mail-given-up", load.mailGivenUp), ("disk-used-megabytes", load.usedMegabytes),
        ("disk-free-megabytes", load.freeMegabytes),
      ]
      return try visit.json(
        .object(Dictionary(members.map { ($0.0, .integer(Int64($0.1))) }) { $1 }))
    },
  ]

  private static func timeLine(_ visit: APIVisit, _ call: StoredCall) throws -> HTTPResponse {
    guard case .object(var members) = json(call) else { throw APIFault.failed }
    let steps = (try? JournalText(call.journal)).map(TimeLineEntry.all) ?? []
    members["steps"] = .array(
      steps.map {
        [
          "milliseconds": .integer($0.at), "kind": .text($0.kind.rawValue),
          "place": .text($0.place), "detail": .text($0.detail),
        ]
      })
    return try visit.json(.object(members))
  }

  private static let query: [APIOperation.Parameter] = [
    .text("number", "only those whose caller's or called number holds this"),
    .choice("ended", CallEnding.Kind.allCases.map(\.rawValue), "only those that ended so"),
    APIOperation.Parameter.key(
      "before", "calls that began before this one, by `next` of the last answer"),
    .limit,
  ]

  private static func source(_ visit: APIVisit) throws -> any CallSource {
    guard let source = visit.site.calls else { throw APIFault.notFound }
    return source
  }

  private static func id(_ visit: APIVisit) throws -> CallToken {
    let text = visit.parameters["call"] ?? ""
    guard text.count == 16, let value = UInt64(text, radix: 16) else { throw APIFault.notFound }
    return CallToken(value)
  }

  private static func call(_ visit: APIVisit) throws -> StoredCall {
    guard let call = try source(visit).call(id(visit)), call.companyID == (try visit.company.id)
    else { throw APIFault.notFound }
    return call
  }

  private static func live(_ visit: APIVisit) throws -> [CallRegistry.LiveEntry] {
    let company = try visit.company.id
    return try source(visit).live.filter { $0.company == company }
  }

  private static func list(
    _ visit: APIVisit, _ filter: StoredCallFilter
  ) throws -> HTTPResponse {
    var filter = filter
    filter.number = visit.query("number")
    filter.ending = try visit.choice("ended", of: CallEnding.Kind.self)?.rawValue
    filter.before = try visit.number("before", in: .min ... .max)
    filter.most = try visit.limit()
    let calls = try visit.site.calls?.calls(filter) ?? []
    return try visit.json([
      "calls": .array(calls.map(json)),
      "next": calls.count < filter.most ? .null : calls.last.map { .integer($0.began) } ?? .null,
    ])
  }

  private static func json(_ call: StoredCall) -> JSONValue {
    [
      "id": .text(call.id.text), "line": .text(call.line), "from": .text(call.from),
      "to": .text(call.to), "because": call.because.map(JSONValue.text) ?? .null,
      "began": APIVisit.time(call.began),
      "answered": call.answered.map(APIVisit.time) ?? .null,
      "ended": call.ended.map(APIVisit.time) ?? .null,
      "ending": call.ending.map(JSONValue.text) ?? .null,
      "mailbox": call.mailbox.map(JSONValue.integer) ?? .null,
      "packets-received": call.quality.map { .integer(Int64($0.received)) } ?? .null,
      "packets-lost": call.quality.map { .integer(Int64($0.lost)) } ?? .null,
      "jitter-microseconds": call.quality.map { .integer(Int64($0.jitterMicroseconds)) } ?? .null,
    ]
  }
}
