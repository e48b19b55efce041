import CCurl

/// Carries out what a handle of libcurl was set up for, and waits.
/// - Returns: Its code, and what libcurl says if it failed, in one line: the host, the port or what is
///   wrong with a certificate, where the words of the code alone are "Couldn't connect to server".
func transfer(_ curl: UnsafeMutableRawPointer) -> (code: CURLcode, words: String) {
  unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CURL_ERROR_SIZE)) { room in
    unsafe room.initialize(repeating: 0)
    unsafe vp_curl_set_pointer(curl, CURLOPT_ERRORBUFFER, room.baseAddress)
    // The handle lives on, and may fail once more where it says farewell.
    defer { unsafe vp_curl_set_pointer(curl, CURLOPT_ERRORBUFFER, nil) }
    let code = unsafe curl_easy_perform(curl)
    var words = unsafe room.baseAddress.map { unsafe String(cString: $0) } ?? ""
    if words.isEmpty { words = unsafe String(cString: curl_easy_strerror(code)) }
    return (code, words.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}
