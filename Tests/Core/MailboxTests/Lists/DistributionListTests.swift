import Mailbox
import Testing

@Suite struct DistributionListTests {
  @Test(arguments: [(0, false), (1, true), (15, true), (16, false), (-1, false)])
  func `list numbers are 1 to 15`(number: Int, isAllowed: Bool) throws {
    if isAllowed {
      #expect(try DistributionList(number: number, description: "Sales").number == number)
    } else {
      #expect(throws: DistributionListError.numberOutOfRange(number)) {
        try DistributionList(number: number, description: "Sales")
      }
    }
  }

  @Test(arguments: [("", 0), ("  \n ", 0), (String(repeating: "ä", count: 81), 81)])
  func `a description of the wrong length is refused`(text: String, count: Int) throws {
    var list = try DistributionList(number: 1, description: "Sales")
    #expect(throws: DistributionListError.wrongDescriptionLength(count)) {
      try list.describe(as: text)
    }
    #expect(list.description == "Sales")
  }

  @Test(arguments: ["S", " S ", String(repeating: "ä", count: 80)])
  func `a description has 1 to 80 characters without the spaces around it`(text: String) throws {
    let list = try DistributionList(number: 1, description: text)
    #expect(list.description == text.filter { $0 != " " })
  }

  @Test func `members keep the order in which they were added`() throws {
    var list = try DistributionList(number: 1, description: "Sales")
    for member: Int64 in [7, 3, 5] { try list.add(member, typedAs: "10\(member)") }
    try list.remove(3, typedAs: "103")
    #expect(list.members == [7, 5])
  }

  @Test func `a member that cannot be added or removed is refused with the reason`() throws {
    var list = try DistributionList(number: 4, description: "Sales")
    try list.add(7, typedAs: "107")
    let before = list
    #expect(throws: DistributionListError.duplicateMember(typed: "0211 555-0107", list: 4)) {
      try list.add(7, typedAs: "0211 555-0107")
    }
    #expect(throws: DistributionListError.unknownMember(typed: "999", list: 4)) {
      try list.add(nil, typedAs: "999")
    }
    #expect(throws: DistributionListError.notAMember(typed: "108", list: 4)) {
      try list.remove(8, typedAs: "108")
    }
    #expect(throws: DistributionListError.notAMember(typed: "999", list: 4)) {
      try list.remove(nil, typedAs: "999")
    }
    #expect(list == before)
  }

  @Test func `a list survives coding, and a wrong one is refused`() throws {
    var list = try DistributionList(number: 2, description: "Sales", isOpenToOthers: true)
    try list.add(7, typedAs: "107")
    #expect(try recoded(list) == list)
    #expect(throws: DistributionListError.duplicateMember(typed: "7", list: 2)) {
      try decoded(
        DistributionList.self,
        #"{"number":2,"description":"Sales","isOpenToOthers":false,"members":[7,7]}"#)
    }
  }

  @Test func `the next free number is the smallest, up to fifteen lists`() throws {
    var lists = DistributionLists()
    for expected in 1...15 {
      let free = try #require(lists.nextFreeNumber)
      #expect(free == expected)
      try lists.add(DistributionList(number: free, description: "List \(free)"))
    }
    #expect(lists.nextFreeNumber == nil)
    let one = try DistributionList(number: 1, description: "One more")
    #expect(throws: DistributionListError.noFreeNumber) { try lists.add(one) }
    try lists.remove(number: 9)
    try lists.remove(number: 12)
    #expect(lists.nextFreeNumber == 9)
    #expect(throws: DistributionListError.numberTaken(1)) { try lists.add(one) }
    try lists.add(DistributionList(number: 12, description: "Back"))
    #expect(lists.all.map(\.number) == [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15])
    #expect(try recoded(lists) == lists)
  }

  @Test func `a list that is not there cannot be changed or removed`() throws {
    var lists = DistributionLists()
    try lists.add(DistributionList(number: 3, description: "Sales"))
    try lists.replace(DistributionList(number: 3, description: "Service"))
    #expect(lists[3]?.description == "Service")
    let other = try DistributionList(number: 4, description: "Other")
    #expect(throws: DistributionListError.noSuchList(4)) { try lists.replace(other) }
    #expect(throws: DistributionListError.noSuchList(4)) { try lists.remove(number: 4) }
  }
}
