import CCurl
import Glibc
import Mailbox

/// An engine behind HTTP, in the form that many servers have: a POST of the file, the model and the
/// language as multipart/form-data to `/v1/audio/transcriptions`, answered by JSON.
struct EndpointEngine {
  private let url: String
  private let model: String
  private let keyFile: String?

  init(url: String, model: String, keyFile: String?) {
    (self.url, self.model, self.keyFile) = (url, model, keyFile)
  }

  private static let connectSeconds = 5

  func answer(_ path: String, _ language: Language, seconds: Int) -> EngineAnswer {
    var headers: [String] = []
    if let keyFile {
      guard let key = firstLine(of: keyFile) else {
        return .missing("The key file \(keyFile) cannot be read.")
      }
      headers.append("Authorization: Bearer \(key)")
    }
    guard let curl = unsafe curl_easy_init() else { return .failed("No memory for libcurl.") }
    defer { unsafe curl_easy_cleanup(curl) }
    let form = unsafe self.form(curl, path, language)
    defer { unsafe curl_mime_free(form) }
    var list: UnsafeMutablePointer<curl_slist>?
    for header in headers { unsafe list = curl_slist_append(list, header) }
    defer { unsafe curl_slist_free_all(list) }
    let body = ReceivedBody()
    return withExtendedLifetime(body) {
      unsafe vp_curl_set_text(curl, CURLOPT_URL, url)
      unsafe vp_curl_set_text(curl, CURLOPT_PROTOCOLS_STR, "http,https")
      unsafe vp_curl_set_number(curl, CURLOPT_NOSIGNAL, 1)
      unsafe vp_curl_set_number(curl, CURLOPT_CONNECTTIMEOUT, Self.connectSeconds)
      unsafe vp_curl_set_number(curl, CURLOPT_TIMEOUT, seconds)
      unsafe vp_curl_set_list(curl, CURLOPT_HTTPHEADER, list)
      unsafe vp_curl_set_form(curl, form)
      unsafe body.attach(to: curl)
      let (result, words) = unsafe transfer(curl)
      let code = unsafe vp_curl_response_code(curl)
      if code == 0 { return .missing("\(url): \(words)") }
      // Neither the key nor the model is the message's fault.
      if [401, 403, 404].contains(code) { return .missing("\(url) answers HTTP \(code).") }
      guard (200..<300).contains(code), result == CURLE_OK else {
        return .failed("\(url) answers HTTP \(code).")
      }
      return .printed(body.bytes)
    }
  }

  private func form(
    _ curl: UnsafeMutableRawPointer, _ path: String, _ language: Language
  ) -> OpaquePointer? {
    let form = unsafe curl_mime_init(curl)
    for (name, value) in [
      ("model", model), ("language", language.rawValue), ("response_format", "json"),
    ] {
      let part = unsafe curl_mime_addpart(form)
      unsafe curl_mime_name(part, name)
      unsafe curl_mime_data(part, value, value.utf8.count)
    }
    let file = unsafe curl_mime_addpart(form)
    unsafe curl_mime_name(file, "file")
    unsafe curl_mime_filedata(file, path)
    unsafe curl_mime_filename(file, "message.wav")
    unsafe curl_mime_type(file, "audio/wav")
    return unsafe form
  }
}

/// What a server answers, up to 1 MB.
private final class ReceivedBody {
  private(set) var bytes: [UInt8] = []

  private static let mostBytes = 1 << 20

  func attach(to curl: UnsafeMutableRawPointer) {
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe vp_curl_set_callback(curl, CURLOPT_WRITEFUNCTION) { data, size, count, context in
      guard let data = unsafe data, let context = unsafe context else { return 0 }
      let body = unsafe Unmanaged<ReceivedBody>.fromOpaque(context).takeUnretainedValue()
      return unsafe body.append(
        UnsafeRawBufferPointer(start: data, count: size * count))
    }
    unsafe vp_curl_set_pointer(curl, CURLOPT_WRITEDATA, this)
  }

  private func append(_ data: UnsafeRawBufferPointer) -> Int {
    guard bytes.count + data.count <= Self.mostBytes else { return 0 }
    unsafe bytes.append(contentsOf: data)
    return data.count
  }
}
