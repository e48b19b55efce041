extension Schema {
  // Version 8: what is typed on the page instead of the passcode.
  static let webPasswords = """
    CREATE TABLE web_passwords (
      user INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      hash TEXT NOT NULL,
      set_at INTEGER NOT NULL
    ) STRICT;
    """
}
