/// Which process it is, of those that work on one database: a number that its folder keeps.
struct NodeName: Hashable, Sendable, CustomStringConvertible {
  var value: UInt64

  var description: String { String(value, radix: 16) }

  init(value: UInt64) { self.value = value }

  init?(_ text: String) {
    guard let value = UInt64(text, radix: 16) else { return nil }
    self.value = value
  }

  /// The name that a folder keeps; at the first start it gets one.
  init(of directory: DataDirectory) throws(StoreError) {
    let path = directory.path + "/node"
    if try Disk.status(of: path) == nil {
      let draft = "\(path).\(UInt64.random(in: .min ... .max)).tmp"
      let new = NodeName(value: UInt64.random(in: 1 ... .max))
      try Disk.write(Array("\(new)\n".utf8), toNew: draft)
      defer { try? Disk.remove(draft) }
      // Of two programs that start at once the first one names the folder.
      _ = try Disk.link(draft, as: path)
    }
    let text = String(decoding: try Disk.read(path), as: UTF8.self)
    guard let name = NodeName(String(text.prefix { $0 != "\n" })) else {
      throw .broken(place: path, reason: "this is not the name of a node")
    }
    self = name
  }
}
