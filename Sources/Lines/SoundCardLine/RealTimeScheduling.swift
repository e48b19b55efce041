import Glibc

/// The scheduling by which a thread goes before all ordinary ones, so that the sound of a line comes
/// in time on a busy machine.
enum RealTimeScheduling {
  /// Before ordinary threads, and behind those of a sound server.
  private static let priority: Int32 = 4

  /// Asks for it for the thread that calls this.
  /// - Returns: A sentence for the operator when it is not allowed.
  static func ask() -> String? {
    var parameters = sched_param()
    parameters.sched_priority = priority
    let code = unsafe pthread_setschedparam(pthread_self(), SCHED_RR, &parameters)
    return code == 0 ? nil : refusal(code)
  }

  static func refusal(_ code: Int32) -> String {
    let why = code == EPERM ? "it is not allowed" : "error \(code)"
    return
      "The sound card has no real-time scheduling (\(why)): on a busy machine sound and keys can "
      + "be lost. Allow the user a real-time priority of \(priority): LimitRTPRIO=\(priority) in a "
      + "unit of systemd (all that it takes is in the sound card's guide), or rtprio \(priority) in "
      + "/etc/security/limits.conf."
  }
}
