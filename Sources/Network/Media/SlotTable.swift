/// Which stream has its turn in which of the four slots of 20 ms.
struct SlotTable {
  private var slots = [[Int]](repeating: [], count: MediaTick.slotCount)
  /// For each place of a stream: its slot, and where in it.
  private var seats: [(slot: Int, index: Int)?] = []
  private(set) var count = 0

  /// The places of the streams in a slot.
  subscript(slot: Int) -> [Int] { slots[slot] }

  /// Gives a stream the slot with the fewest.
  mutating func add(_ place: Int) {
    var best = 0
    for slot in slots.indices where slots[slot].count < slots[best].count { best = slot }
    while seats.count <= place { seats.append(nil) }
    seat(place, in: best)
    count += 1
  }

  mutating func remove(_ place: Int) {
    unseat(place)
    count -= 1
  }

  mutating func move(_ place: Int, to slot: Int) {
    guard seats[place]?.slot != slot else { return }
    unseat(place)
    seat(place, in: slot)
  }

  private mutating func seat(_ place: Int, in slot: Int) {
    seats[place] = (slot, slots[slot].count)
    slots[slot].append(place)
  }

  /// The last of the slot takes the seat.
  private mutating func unseat(_ place: Int) {
    guard let seat = seats[place] else { return }
    let last = slots[seat.slot].removeLast()
    if last != place {
      slots[seat.slot][seat.index] = last
      seats[last] = seat
    }
    seats[place] = nil
  }
}
