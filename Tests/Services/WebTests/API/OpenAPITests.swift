import Administration
import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// The OpenAPI document against what the code answers.
@Suite struct OpenAPITests {
  let system: TestAPI

  init() throws { system = try TestAPI() }

  private var document: JSONValue { OpenAPI.document }

  @Test func `the document is served to everybody, and names every operation once`() throws {
    let answer = try system.ask(.get, "/openapi.json")
    #expect(answer.status == 200)
    #expect(answer.json == document && answer.json["openapi"] == "3.1.0")
    let names = APISite.operations.map(\.name)
    #expect(Set(names).count == names.count)
    for operation in APISite.operations {
      let method = operation.method.rawValue.lowercased()
      #expect(
        document["paths"]?[operation.path]?[method]?["operationId"] != nil, "\(operation.name)")
    }
  }

  @Test func `every schema that is referred to is there`() throws {
    let known = APISchemas.all.keys
    for name in references(in: document) { #expect(known.contains(name), "\(name)") }
  }

  @Test func `every field of the field tables is in the document and in the answers`() throws {
    let token = try system.token(of: system.pages.admin, .company).secret
    let user = try system.ask(.get, "/users/\(system.pages.user.id)", secret: token).json
    let company = try system.ask(.get, "/companies/\(system.pages.company.id)", secret: token).json
    for field in UserFields.all {
      #expect(user[field.name] != nil, "\(field.name)")
      #expect(APISchemas.all["UserChange"]?["properties"]?[field.name] != nil, "\(field.name)")
    }
    for field in CompanyFields.all {
      #expect(company[field.name] != nil, "\(field.name)")
      #expect(APISchemas.all["CompanyChange"]?["properties"]?[field.name] != nil, "\(field.name)")
    }
  }

  @Test func `what every field reads as JSON it writes back`() throws {
    let context = FieldContext(company: system.pages.company, accounts: system.pages.accounts)
    for field in UserFields.all {
      var user = system.pages.user
      try field.write(&user, try field.text(of: field.json(of: user)), context)
      #expect(user == system.pages.user, "\(field.name)")
    }
    for field in CompanyFields.all {
      var company = system.pages.company
      try field.write(&company, try field.text(of: field.json(of: company)), context)
      #expect(company == system.pages.company, "\(field.name)")
    }
  }

  /// Reads every record with an operator's token and her own, and holds the answer against its schema.
  @Test func `what is answered fits the document`() throws {
    let company = try system.token(of: system.pages.admin, .company).secret
    let operatorToken = try system.token(of: nil, .operator).secret
    let admin = system.pages.admin
    try system.pages.accounts.set(
      try DistributionList(number: 1, description: "All", isOpenToOthers: false), of: admin.id)
    let upload = try system.upload(
      .post, "/users/\(admin.id)/messages?to=111", secret: company, system.speech())
    #expect(upload.status == 201)
    let list = try system.ask(.get, "/users/\(admin.id)/messages", secret: company).json
    guard case .array(let rows) = list["messages"], case .integer(let message)? = rows.first?["id"]
    else {
      Issue.record("no message")
      return
    }
    system.pages.calls.keep(.sample(0xA1, company: admin.company, mailbox: admin.id))
    for operation in APISite.operations where operation.method == .get {
      guard case .json(let schema) = operation.content else { continue }
      var path = operation.path
      for (name, value) in [
        ("user", "\(admin.id)"), ("company", "\(admin.company)"), ("number", "1"),
        ("message", "\(message)"), ("call", "00000000000000a1"),
      ] { path = path.replacing("{\(name)}", with: value) }
      let secret = operation.access == .operator ? operatorToken : company
      let answer = try system.ask(.get, path, secret: secret)
      #expect(answer.status == operation.status, "\(operation.name)")
      let shape = try #require(APISchemas.all[schema])
      #expect(faults(of: answer.json, shape, schema) == [], "\(operation.name)")
    }
    let problem = try system.ask(.get, "/users/0", secret: company).json
    #expect(faults(of: problem, try #require(APISchemas.all["Problem"]), "Problem") == [])
  }

  // MARK: JSON Schema, as far as the document uses it

  private func references(in value: JSONValue) -> Set<String> {
    switch value {
    case .object(let members):
      var found: Set<String> = []
      for (name, member) in members {
        if name == "$ref", let text = member.text {
          found.insert(String(text.split(separator: "/").last ?? ""))
        }
        found.formUnion(references(in: member))
      }
      return found
    case .array(let values): return values.reduce(into: []) { $0.formUnion(references(in: $1)) }
    case .text, .integer, .number, .flag, .null: return []
    }
  }

  private func faults(of value: JSONValue, _ schema: JSONValue, _ place: String) -> [String] {
    if let reference = schema["$ref"]?.text {
      let name = String(reference.split(separator: "/").last ?? "")
      return faults(of: value, APISchemas.all[name] ?? .null, place + "/" + name)
    }
    var found: [String] = []
    if let type = schema["type"], !fits(value, type) { found.append("\(place): type") }
    if case .array(let words)? = schema["enum"], !words.contains(value) {
      found.append("\(place): enum")
    }
    if case .array(let values) = value, let items = schema["items"] {
      found += values.flatMap { faults(of: $0, items, place + "[]") }
    }
    guard case .object(let members) = value else { return found }
    if case .array(let required)? = schema["required"] {
      for name in required.compactMap(\.text) where members[name] == nil {
        found.append("\(place): no \(name)")
      }
    }
    for (name, member) in members {
      if let shape = schema["properties"]?[name] {
        found += faults(of: member, shape, place + "." + name)
      } else if schema["additionalProperties"] == false {
        found.append("\(place): \(name) is not described")
      }
    }
    return found
  }

  private func fits(_ value: JSONValue, _ type: JSONValue) -> Bool {
    if case .array(let types) = type { return types.contains { fits(value, $0) } }
    return switch value {
    case .object: type == "object"
    case .array: type == "array"
    case .text: type == "string"
    case .integer: type == "integer" || type == "number"
    case .number: type == "number"
    case .flag: type == "boolean"
    case .null: type == "null"
    }
  }
}
