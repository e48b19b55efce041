import Foundation

/// What this machine lacks for a server, and how to get it on Debian.
package struct MachineCheck {
  /// The root of the file system, for tests.
  var root = ""
  /// How many files the process may open; each call needs four.
  var openFiles = MachineCheck.limit(RLIMIT_NOFILE).hard
  /// The highest real-time priority that the process may take.
  var realTimePriority = geteuid() == 0 ? 99 : MachineCheck.limit(__RLIMIT_RTPRIO).soft
  /// The folders in which programs are looked for.
  var programFolders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map(String.init)

  /// Of this machine and this process.
  package init() {}

  /// Something that was looked at.
  package struct Finding {
    package let subject: String
    /// What keeps a server from working.
    package var faults: [String] = []
    /// What only some servers need.
    package var notes: [String] = []
  }

  /// Everything that was looked at, in order.
  package var findings: [Finding] {
    [timeZones, certificates, files, realTime, soundCard, voices]
  }

  private var timeZones: Finding {
    var finding = Finding(subject: "time zones")
    if !isThere("/usr/share/zoneinfo/Europe/Berlin") {
      finding.faults.append(
        "The time zones of users are missing: apt-get install tzdata")
    }
    return finding
  }

  private var certificates: Finding {
    var finding = Finding(subject: "certificates")
    if !isThere("/etc/ssl/certs/ca-certificates.crt") {
      finding.notes.append(
        "E-mail and events cannot be sent by TLS, for no authority is known: "
          + "apt-get install ca-certificates")
    }
    return finding
  }

  private var files: Finding {
    var finding = Finding(subject: "open files")
    let calls = openFiles / 4
    if openFiles < 8_192 {
      finding.notes.append(
        "\(openFiles) files may be open, enough for about \(calls) calls at once: LimitNOFILE=65536 "
          + "in a unit of systemd, or 'ulimit -n 65536'")
    }
    return finding
  }

  private var realTime: Finding {
    var finding = Finding(subject: "real-time rights")
    if realTimePriority < 4 {
      finding.notes.append(
        "A sound card gets no real-time scheduling, and may lose sound on a busy machine: "
          + "LimitRTPRIO=4 in a unit of systemd (all that it takes is in the sound card's guide), or "
          + "rtprio 4 in /etc/security/limits.conf")
    }
    return finding
  }

  private var soundCard: Finding {
    var finding = Finding(subject: "sound card")
    if !isThere("/dev/snd/controlC0") {
      finding.notes.append("There is none; only lines of kind sound-card need one")
    }
    return finding
  }

  private var voices: Finding {
    var finding = Finding(subject: "voices")
    let missing = ["espeak-ng", "flite"].filter { !hasProgram($0) }
    if !missing.isEmpty {
      finding.notes.append(
        "Only 'voiceportal prompts make' and 'demo' need it: apt-get install "
          + missing.joined(separator: " "))
    }
    return finding
  }

  private func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + path)
  }

  private func hasProgram(_ name: String) -> Bool {
    programFolders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }

  private static func limit(_ resource: __rlimit_resource) -> (soft: Int, hard: Int) {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else {
      return (0, 0)
    }
    return (Int(clamping: limit.rlim_cur), Int(clamping: limit.rlim_max))
  }
}
