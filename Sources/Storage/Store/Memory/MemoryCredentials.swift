/// Sessions, access tokens and links.
extension MemoryRows {
  func credential(_ hash: String) -> Credential? { credentialsByHash[hash] }

  func credentials(_ kind: Credential.Kind, of user: Int64?) -> [Credential] {
    credentialsByHash.values.filter { $0.kind == kind && $0.user == user }
  }

  func keep(_ credential: Credential) { put(credential.hash, credential) }

  func removeCredential(_ hash: String) { put(hash, nil) }

  func removeCredentials(expiredBefore moment: Int64) {
    removeCredentials { $0.expires < moment }
  }

  /// Those that fit.
  func removeCredentials(where isMeant: (Credential) -> Bool) {
    for credential in credentialsByHash.values.filter(isMeant) { put(credential.hash, nil) }
  }

  private func put(_ hash: String, _ credential: Credential?) {
    let old = credentialsByHash[hash]
    credentialsByHash[hash] = credential
    toUndo { [self] in credentialsByHash[hash] = old }
  }
}
