/// What can be typed.
enum Help {
  static let duringCall =
    "0-9 * # keys · s speak · space skip the prompt · h hang up · Ctrl-C hang up and leave"

  static let betweenCalls = """
      Enter               the same call again
      1, 2, …             a call of the list
      from N to N         any call, for example: from 0221-4710123 to 111 because busy
                          numbers: phone numbers, extensions, first names, portal, withheld
                          because: busy, no-answer, always, dnd, unreachable
                          trust:   verified or claimed
      q                   quit
    """
}
