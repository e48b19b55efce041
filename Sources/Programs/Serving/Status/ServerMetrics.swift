import Foundation
import Media
import Operations
import Signalling
import Store
import Telephony

/// All figures of a server at one moment, for Prometheus. Times are in seconds.
struct ServerMetrics {
  let health: HealthReport
  let store: Mailboxes
  let records: CallRecordService
  let lines: [LineFigures]
  let counters: Counters
  let log: Log
  /// Milliseconds since 1970.
  let started: Int64

  var families: [MetricFamily] {
    state + calls + media + mailboxes + web + waiting + process
  }

  private var state: [MetricFamily] {
    [
      .gauge("voiceportal_ready", "Whether calls should be sent here.", health.isReady ? 1 : 0),
      .gauge("voiceportal_healthy", "Whether the program works.", health.isHealthy ? 1 : 0),
      .gauge(
        "voiceportal_part_good", "Whether a part of the server does what it should.", by: "part",
        health.parts.map { ($0.name, $0.health == .good ? 1 : 0) }),
      .counter(
        "voiceportal_log_lines_dropped_total", "Lines of the log that were lost.",
        log.lines.dropped),
    ]
  }

  private var calls: [MetricFamily] {
    let figures = records.registry.figures
    return [
      .gauge("voiceportal_calls", "Calls that are on.", Double(records.registry.count)),
      .counter(
        "voiceportal_calls_total", "Calls that have ended, by the way they did.", by: "ending",
        figures.endings.labels.map { ($0, figures.endings[$0]) }),
      .counter(
        "voiceportal_sip_refused_total",
        "Calls, keys, registrations, subscriptions and connections that were refused.",
        by: "reason",
        [
          ("busy", counters[.callsRefusedBusy]), ("keys", counters[.keysRefused]),
          ("message_waiting", counters[.indicationsRefused]),
        ]
          + SignallingRefusals.Reason.allCases.map { reason in
            (reason.rawValue, lines.reduce(0) { $0 + ($1.refused[reason] ?? 0) })
          }),
      .histogram(
        "voiceportal_call_setup_seconds", "From the INVITE to the portal's first answer.",
        figures.setUp),
      .histogram("voiceportal_call_duration_seconds", "How long calls lasted.", figures.length),
      .counter(
        "voiceportal_call_records_lost_total", "Records of calls that could not be kept.",
        counters[.callRecordsLost]),
      .counter(
        "voiceportal_logins_total", "Tries to log in by phone.", by: "result",
        [
          ("accepted", counters[.logins]), ("refused", counters[.loginsRefused]),
          ("locked", counters[.loginsLocked]),
        ]),
      .counter(
        "voiceportal_page_sign_ins_total", "Tries to sign in on the page.", by: "result",
        [
          ("accepted", counters[.signIns]), ("refused", counters[.signInsRefused]),
          ("locked", counters[.signInsLocked]),
        ]),
      .counter(
        "voiceportal_sip_passwords_wrong_total", "Wrong passwords of SIP devices.",
        counters[.passwordsWrong]),
      .gauge(
        "voiceportal_registered_devices", "SIP devices that are registered here.",
        Double(lines.reduce(0) { $0 + $1.devices })),
      .gauge(
        "voiceportal_registrations", "Registrations of this server at others.", by: "state",
        [
          ("registered", lines.reduce(0) { $0 + $1.registered }),
          ("failed", lines.reduce(0) { $0 + $1.unregistered }),
        ]),
    ]
  }

  private var media: [MetricFamily] {
    let figures = records.registry.figures
    func sum(_ count: (MediaCounters) -> Int) -> Int { lines.reduce(0) { $0 + count($1.media) } }
    return [
      .counter("voiceportal_rtp_packets_sent_total", "Packets sent.", sum(\.sent)),
      .counter("voiceportal_rtp_packets_received_total", "Packets received.", sum(\.received)),
      .counter(
        "voiceportal_rtp_packets_late_total", "Packets sent too late, by more than so much.",
        by: "late_by", [("5ms", sum(\.lateBy5)), ("20ms", sum(\.lateBy20))]),
      .counter(
        "voiceportal_rtp_stalls_total", "Times that a media thread was 0.2 s behind.",
        sum(\.stalls)),
      .counter(
        "voiceportal_ended_calls_rtp_packets_received_total",
        "Packets of callers that came, in calls that have ended.", figures.packetsReceived.value),
      .counter(
        "voiceportal_ended_calls_rtp_packets_lost_total",
        "Packets of callers that did not come, in calls that have ended.",
        figures.packetsLost.value),
    ]
  }

  private var mailboxes: [MetricFamily] {
    let load = store.load
    return [
      .histogram(
        "voiceportal_store_request_seconds", "From a call's request to the mailboxes' reply.",
        records.registry.figures.storeReply),
      .counter(
        "voiceportal_store_errors_total", "What the mailboxes could not do, or had no room for.",
        counters[.mailboxErrors]),
      .counter("voiceportal_store_writes_total", "Writes into the mailboxes.", load.writes),
      .counter(
        "voiceportal_store_commits_total", "Commits, which writes share.", load.commits),
      .counter(
        "voiceportal_recordings_total", "Recordings that were begun.", counters[.recordings]),
      .counter(
        "voiceportal_recordings_failed_total", "Recordings that the disk did not take.",
        counters[.recordingsFailed]),
      .counter(
        "voiceportal_recordings_cut_total",
        "Those of them that ended early, since the disk was too slow for their sound.",
        counters[.recordingsCut]),
      .gauge(
        "voiceportal_recordings_waiting", "Recordings that wait to be delivered.",
        Double(counters[.recordingsWaiting])),
      .counter(
        "voiceportal_sounds_unreadable_total", "Recordings that could not be played.",
        counters[.soundsUnreadable]),
      .counter(
        "voiceportal_sounds_left_out_total",
        "Recordings that were not played, since too many calls waited for theirs.",
        counters[.soundsLeftOut]),
      .counter(
        "voiceportal_prompts_unreadable_total", "Prompts that could not be played.",
        counters[.promptsUnreadable]),
      .counter(
        "voiceportal_recordings_late_total",
        "Pauses in recordings, since the disk did not give them in time.",
        counters[.recordingsLate]),
      .counter("voiceportal_mails_sent_total", "E-mails that were taken.", counters[.mailsTaken]),
      .counter(
        "voiceportal_mails_put_off_total", "Tries to send an e-mail that were put off.",
        counters[.mailsPutOff]),
      .counter(
        "voiceportal_mails_refused_total", "E-mails that were refused for ever.",
        counters[.mailsRefused]),
      .counter(
        "voiceportal_events_sent_total", "Events that companies' programs have taken.",
        counters[.hooksTaken]),
      .counter(
        "voiceportal_events_put_off_total", "Tries to send an event that were put off.",
        counters[.hooksPutOff]),
      .counter(
        "voiceportal_transcripts_total", "Messages that were turned into text.",
        counters[.transcripts]),
      .counter(
        "voiceportal_transcripts_failed_total", "Tries to turn a message into text that failed.",
        counters[.transcriptsFailed]),
    ]
  }

  private var web: [MetricFamily] {
    [
      .counter(
        "voiceportal_http_requests_total", "Requests that the page's server has let in.",
        counters[.webRequests]),
      .counter(
        "voiceportal_http_refused_total", "Requests and connections that were refused or cut.",
        counters[.webRefused]),
    ]
  }

  private var waiting: [MetricFamily] {
    let load = store.load
    return [
      .gauge(
        "voiceportal_queue_length", "What waits for a thread, by the queue.", by: "queue",
        [
          ("calls", lines.reduce(0) { $0 + $1.waiting }), ("store_requests", load.waitingRequests),
          ("store_writes", load.waitingWrites), ("call_records", records.writer.waiting),
          ("log_lines", log.lines.waiting),
          ("message_waiting", lines.reduce(0) { $0 + $1.backlog.indications }),
          ("sounds", lines.reduce(0) { $0 + $1.backlog.reading }),
        ]),
      .gauge(
        "voiceportal_captured_sound_seconds", "Sound of callers that waits for the disk.",
        lines.reduce(0) { $0 + $1.backlog.soundSeconds }),
    ]
  }

  /// By the names that Prometheus's own libraries use.
  private var process: [MetricFamily] {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1_000_000
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? 0
    let pages =
      (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))
      .flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Double($0) } ?? 0
    var cpu = MetricFamily.gauge(
      "process_cpu_seconds_total", "What the program has used of the processors.", seconds)
    cpu.kind = .counter
    return [
      cpu,
      .gauge(
        "process_resident_memory_bytes", "Memory of the program.", pages * Double(getpagesize())),
      .gauge("process_open_fds", "Open files and sockets.", Double(files)),
      .gauge(
        "process_start_time_seconds", "When the program began, since 1970.",
        Double(started) / 1_000),
    ]
  }
}
