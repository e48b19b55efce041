import Commands

/// What `voiceportal-bench` takes.
extension BenchCommand {
  static let program = "voiceportal-bench"

  static let form = CommandForm(
    "", "measure speed and size", options: usual,
    usages: ["[MEASUREMENT] [OPTIONS]"],
    about: """
      Measures, and shows the median of some repeats, the lowest and the highest value, and what
      the figure should be. CPU time is user and system time of all threads; waiting for the disk
      is not in it.
      """,
    subcommands: [
      measuring("step", "the engine alone, and the size of a call"),
      measuring("call", "whole calls that log in, hear a message, delete it and hang up"),
      measuring(
        "store", "messages that callers leave, many at once, with commits that wait for the disk"),
      measuring(
        "login", "logging in and finding the first message, in small and large mailboxes"),
      measuring("mail", "notices of new messages, composed"),
      measuring(
        "sound",
        """
        the 20 ms of a line that sounds, and its DTMF detector; libspandsp's beside it
        when libspandsp2 is installed
        """),
      measuring("all", "all of these (the default)"),
      dtmf, sip, web, nodes, fuzz,
    ])

  private static func measuring(_ name: String, _ summary: String) -> CommandForm {
    CommandForm(name, summary, options: usual)
  }

  private static let usual: [CommandOption] = [
    .option("--seconds", "N", "repeat each measurement for N seconds (default 1)"),
    .option(
      "--calls", "N",
      "calls, or periods of sound, in one repeat (default: chosen for each measurement)"),
    folder, json,
  ]
  private static let folder = CommandOption.option(
    "--data", "DIR", "make the databases there, to measure that disk; they are removed afterwards")
  private static let json = CommandOption.flag("--json", "an array of objects, for programs")

  static let dtmf = CommandForm(
    "dtmf",
    "the DTMF detector by its protocol, beside libspandsp's when libspandsp2 is installed",
    options: [
      .option("--seconds", "N", "so many seconds of measuring (default 1)"),
      .option("--keys", "N", "keys in each point of a row"),
      .option("--seed", "N", "other streams, voices and speeds"), json, .prompts,
    ])

  static let sip = CommandForm(
    "sip",
    """
    a portal in a process of its own under calls by SIP, beside what Asterisk 22.10.1
    took: all of it, or some of setup, deposit, retrieval, memory, crowd, delay
    """, arguments: "[setup|deposit|retrieval|memory|crowd|delay]…",
    options: [
      .option("--calls", "N", "so many at once"),
      .option("--threads", "N", "media threads of the portal (default 1)"),
      .option("--repeats", "N", "so many repeats (default 3)"), folder, json,
      .option(
        "--fuzz", "N", "N mutated SIP, RTP and RTCP datagrams to such a portal, which must live"),
    ])

  static let web = CommandForm(
    "web",
    """
    the page of a portal in a process of its own: pages a CPU second beside nginx with a
    file (Debian: nginx-light), idle streams of events, pages while 200 calls are on:
    all of it, or some of pages, streams, calls
    """, arguments: "[pages|streams|calls]…",
    options: [
      .option("--repeats", "N", "so many repeats (default 3)"), folder, json,
      .option("--fuzz", "N", "N mutated requests to such a portal, which must live"),
    ])

  static let nodes = CommandForm(
    "nodes",
    """
    1, 2 and 4 nodes on one PostgreSQL beside SQLite (calls), and what a login, a message and a
    page of messages cost when there are more and more mailboxes (growth): both, or one
    """, arguments: "[calls|growth]…",
    options: [
      .option("--seconds", "N", "repeat the calls for N seconds (default 5)"),
      .option("--calls", "N", "calls in one repeat (default 2,000)"),
      .option(
        "--mailboxes", "N",
        "so many at the end, with ten messages each (default 100,000; 1,000,000 take 15 GB)"),
      folder, json,
    ])

  static let fuzz = CommandForm(
    "fuzz",
    "spoilt input to everything that reads what others write, in processes of their own",
    options: [
      .option("--parser", "NAME", "this one; without it all"),
      .option("--seconds", "N", "so long for each"),
      .option("--inputs", "N", "so many inputs for each"),
      .option("--seed", "S", "the same again"),
      .option("--keep", "DIR", "where an input goes that ended a parser"),
      .option("--input", "N", "only keeps input N of the seed"), json,
    ])
}
