/// The rule of a copy about passcodes: they can be checked with the secret alone that they were made
/// with, so the copy needs the same one.
extension StorageCopy {
  /// Whether two folders have the same secret.
  public enum Secrets: Sendable {
    case same
    /// The second folder had none and has the first one's now.
    case brought
    case different
  }

  /// Compares the secrets of two folders, and brings it to the second one if that has none.
  /// - Throws: ``StoreError`` where the first folder has none, or others can read one.
  public static func bringSecret(
    from source: String, to target: String
  ) throws(StoreError) -> Secrets {
    try PasscodeSecret.startLibrary()
    let (original, copy) = (DataDirectory(source).secret, DataDirectory(target).secret)
    let secret = try PasscodeSecret(reading: original)
    if try Disk.status(of: copy) != nil {
      return try PasscodeSecret(reading: copy).fingerprint == secret.fingerprint
        ? .same : .different
    }
    try Disk.makeFolder(target)
    try Disk.write(try Disk.read(original), toNew: copy)
    return .brought
  }

  /// Takes a secret away again that ``bringSecret(from:to:)`` has brought.
  public static func takeSecretBack(from target: String) throws(StoreError) {
    try Disk.remove(DataDirectory(target).secret)
  }
}
