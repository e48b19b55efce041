import Administration
import HTTP
import Mailbox
import Store
import Wording

/// Why the API does not do what it is asked to, as a problem document (RFC 9457).
struct APIFault: Error {
  /// The last part of the problem's `type`, for programs.
  var kind: String
  var status: Int
  var title: String
  var detail: String?
  /// The field that is to be mended.
  var field: String?
  var headers: [(String, String)] = []

  static let kinds = [
    "malformed", "not-signed-in", "forbidden", "not-found", "method-not-allowed", "refused",
    "changed-meanwhile", "needs-if-match", "unsupported-type", "same-key", "in-progress", "failed",
  ]

  static func malformed(_ detail: String) -> APIFault {
    APIFault(kind: "malformed", status: 400, title: "The request is broken.", detail: detail)
  }

  static let notSignedIn = APIFault(
    kind: "not-signed-in", status: 401, title: "A valid access token is needed.",
    headers: [("WWW-Authenticate", "Bearer realm=\"voiceportal\"")])

  static let forbidden = APIFault(
    kind: "forbidden", status: 403, title: "This access token may not do that.")

  static let notFound = APIFault(
    kind: "not-found", status: 404, title: "There is no such thing.")

  static func methodNotAllowed(_ methods: [String]) -> APIFault {
    APIFault(
      kind: "method-not-allowed", status: 405, title: "This cannot be done here.",
      headers: [("Allow", methods.joined(separator: ", "))])
  }

  static func refused(_ field: String, _ reason: String) -> APIFault {
    APIFault(
      kind: "refused", status: 422, title: "A value is not acceptable.", detail: reason,
      field: field)
  }

  static let changedMeanwhile = APIFault(
    kind: "changed-meanwhile", status: 412,
    title: "The record has another state than the request has seen.")

  static let needsMatch = APIFault(
    kind: "needs-if-match", status: 428, title: "A change must name the state that it has seen.",
    detail: "Send the ETag of the record as If-Match, or * to change whatever is there.")

  static func unsupportedType(_ types: String) -> APIFault {
    APIFault(
      kind: "unsupported-type", status: 415, title: "The body is of another type.",
      detail: "It must be \(types).")
  }

  static let sameKey = APIFault(
    kind: "same-key", status: 422, title: "Another request has had this Idempotency-Key.",
    field: "Idempotency-Key")

  static let inProgress = APIFault(
    kind: "in-progress", status: 409,
    title: "A request with this Idempotency-Key is being carried out, or has been interrupted.")

  static let failed = APIFault(
    kind: "failed", status: 500, title: "The server could not do it.",
    detail: "Its log tells why.")

  /// What the store has thrown; `nil` if it is no fault of the request.
  init?(_ error: any Error) {
    switch error {
    case let fault as APIFault: self = fault
    case StoreError.missing: self = .notFound
    case StoreError.changedMeanwhile: self = .changedMeanwhile
    case StoreError.refused(let field, let reason):
      self = .refused(field, reason.text(in: .en))
    case let error as DistributionListError:
      self = .refused("list", FieldRefusal.list(error).text(in: .en))
    case _: return nil
    }
  }

  private init(
    kind: String, status: Int, title: String, detail: String? = nil, field: String? = nil,
    headers: [(String, String)] = []
  ) {
    (self.kind, self.status, self.title) = (kind, status, title)
    (self.detail, self.field, self.headers) = (detail, field, headers)
  }

  var response: HTTPResponse {
    var members: [String: JSONValue] = [
      "type": .text("urn:voiceportal:problem:\(kind)"), "title": .text(title),
      "status": .integer(Int64(status)),
    ]
    if let detail { members["detail"] = .text(detail) }
    if let field {
      members["field"] = .text(field)
      members["reason"] = .text(detail ?? title)
    }
    let text = (try? JSONValue.object(members).json()) ?? "{}"
    var response = HTTPResponse(
      Array(text.utf8), type: "application/problem+json", status: status
    ).adding("Cache-Control", "no-store")
    for (name, value) in headers { response.headers.add(name, value) }
    return response
  }
}
