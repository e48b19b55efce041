extension Schema {
  // Version 8: what is typed on the page instead of the passcode.
  static let webPasswords = """
    CREATE TABLE web_passwords (
      user INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      hash TEXT NOT NULL,
      set_at INTEGER NOT NULL
    ) STRICT;
    """

  // Version 9: sessions, access tokens and links by the hashes of their secrets, and from where an
  // entry of the audit log was made.
  static let credentials = """
    CREATE TABLE credentials (
      hash TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      user INTEGER REFERENCES users ON DELETE CASCADE,
      expires INTEGER NOT NULL,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX credentials_of_user ON credentials (user, kind);
    CREATE INDEX credentials_by_age ON credentials (expires);

    ALTER TABLE audit ADD COLUMN origin TEXT;
    """
}
