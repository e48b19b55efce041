/// The tables. A script that was released is never changed: a change is a new one at the end.
enum Schema {
  static let scripts = [
    version1, version2, version3, version4, version5, version6, version7, webPasswords, credentials,
    imports, hooks, transcripts,
  ]

  // Companies, users and lists are found by their columns and kept whole as JSON in `value`.
  // `revision` grows with each change, so that what was decoded once can be used again.
  private static let version1 = """
    CREATE TABLE facts (
      name TEXT PRIMARY KEY,
      value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE companies (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      portal TEXT NOT NULL UNIQUE,
      keeps_deleted_days INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      value TEXT NOT NULL
    ) STRICT;

    CREATE TABLE users (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      company INTEGER NOT NULL REFERENCES companies ON DELETE CASCADE,
      revision INTEGER NOT NULL,
      value TEXT NOT NULL
    ) STRICT;
    CREATE INDEX users_of_company ON users (company);

    -- Main numbers and aliases in normal form, extensions as COMPANY/EXTENSION. The key is what
    -- keeps a number from naming two users.
    CREATE TABLE numbers (
      number TEXT PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX numbers_of_user ON numbers (user);

    CREATE TABLE passcodes (
      user INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      hash TEXT NOT NULL,
      set_at INTEGER NOT NULL,
      is_assigned INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE passcode_history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX history_of_user ON passcode_history (user, id);

    -- Counts of wrong passcodes, by mailbox, typed number of nobody, or calling number.
    CREATE TABLE login_guards (
      name TEXT PRIMARY KEY,
      last_failure INTEGER NOT NULL,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX guards_by_age ON login_guards (last_failure);

    CREATE TABLE lists (
      owner INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
      number INTEGER NOT NULL,
      description TEXT NOT NULL,
      is_open INTEGER NOT NULL,
      PRIMARY KEY (owner, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE list_members (
      owner INTEGER NOT NULL,
      number INTEGER NOT NULL,
      position INTEGER NOT NULL,
      member INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
      PRIMARY KEY (owner, number, position),
      FOREIGN KEY (owner, number) REFERENCES lists ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lists_of_member ON list_members (member);

    -- `hash` names the file; `uses` counts the rows that name the sound.
    CREATE TABLE audio (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT NOT NULL UNIQUE,
      milliseconds INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      uses INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0)
    ) STRICT;
    CREATE INDEX audio_unused ON audio (id) WHERE uses = 0;

    CREATE TABLE greetings (
      user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
      slot TEXT NOT NULL,
      audio INTEGER NOT NULL REFERENCES audio,
      PRIMARY KEY (user, slot)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX greetings_by_audio ON greetings (audio);
    CREATE TRIGGER greeting_added AFTER INSERT ON greetings BEGIN
      UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
    END;
    CREATE TRIGGER greeting_removed AFTER DELETE ON greetings BEGIN
      UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
    END;

    -- What a mailbox holds, kept by triggers in the same transaction as the messages. Deleted
    -- messages do not count. `new` includes the urgent ones.
    CREATE TABLE mailboxes (
      user INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
      new INTEGER NOT NULL DEFAULT 0,
      urgent INTEGER NOT NULL DEFAULT 0,
      saved INTEGER NOT NULL DEFAULT 0,
      milliseconds INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- `take` is the recording of a deposit, so that it is delivered once.
    CREATE TABLE messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      mailbox INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
      rank INTEGER NOT NULL,
      received INTEGER NOT NULL,
      is_urgent INTEGER NOT NULL,
      is_confidential INTEGER NOT NULL,
      milliseconds INTEGER NOT NULL,
      sender_number TEXT,
      sender_user INTEGER,
      deleted_at INTEGER,
      take INTEGER
    ) STRICT;
    CREATE INDEX messages_in_order ON messages (mailbox, deleted_at, rank, received, id);
    CREATE INDEX messages_deleted ON messages (deleted_at) WHERE deleted_at IS NOT NULL;
    CREATE UNIQUE INDEX messages_by_take ON messages (take) WHERE take IS NOT NULL;
    CREATE TRIGGER message_added AFTER INSERT ON messages BEGIN
      UPDATE mailboxes SET new = new + (NEW.rank < 2), urgent = urgent + (NEW.rank = 0),
        saved = saved + (NEW.rank = 2), milliseconds = milliseconds + NEW.milliseconds
        WHERE user = NEW.mailbox;
    END;
    CREATE TRIGGER message_changed AFTER UPDATE OF rank, deleted_at ON messages BEGIN
      UPDATE mailboxes SET
        new = new - (OLD.rank < 2 AND OLD.deleted_at IS NULL)
          + (NEW.rank < 2 AND NEW.deleted_at IS NULL),
        urgent = urgent - (OLD.rank = 0 AND OLD.deleted_at IS NULL)
          + (NEW.rank = 0 AND NEW.deleted_at IS NULL),
        saved = saved - (OLD.rank = 2 AND OLD.deleted_at IS NULL)
          + (NEW.rank = 2 AND NEW.deleted_at IS NULL),
        milliseconds = milliseconds - iif(OLD.deleted_at IS NULL, OLD.milliseconds, 0)
          + iif(NEW.deleted_at IS NULL, NEW.milliseconds, 0)
        WHERE user = NEW.mailbox;
    END;
    CREATE TRIGGER message_removed AFTER DELETE ON messages WHEN OLD.deleted_at IS NULL BEGIN
      UPDATE mailboxes SET new = new - (OLD.rank < 2), urgent = urgent - (OLD.rank = 0),
        saved = saved - (OLD.rank = 2), milliseconds = milliseconds - OLD.milliseconds
        WHERE user = OLD.mailbox;
    END;

    CREATE TABLE message_audio (
      message INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
      position INTEGER NOT NULL,
      audio INTEGER NOT NULL REFERENCES audio,
      PRIMARY KEY (message, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX messages_by_audio ON message_audio (audio);
    CREATE TRIGGER part_added AFTER INSERT ON message_audio BEGIN
      UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
    END;
    CREATE TRIGGER part_removed AFTER DELETE ON message_audio BEGIN
      UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
    END;

    -- What the owner decided in a call; it takes effect when the call ends. Each call has
    -- decisions of its own. Rows are few and short-lived, so the messages need no key here.
    CREATE TABLE dispositions (
      mailbox INTEGER NOT NULL,
      call INTEGER NOT NULL,
      message INTEGER NOT NULL,
      disposition INTEGER NOT NULL,
      PRIMARY KEY (mailbox, call, message)
    ) STRICT, WITHOUT ROWID;
    """
  // The announcements of companies (requirement G1).
  private static let version2 = """
    CREATE TABLE announcements (
      company INTEGER NOT NULL REFERENCES companies ON DELETE CASCADE,
      name TEXT NOT NULL,
      audio INTEGER NOT NULL REFERENCES audio,
      PRIMARY KEY (company, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX announcements_by_audio ON announcements (audio);
    CREATE TRIGGER announcement_added AFTER INSERT ON announcements BEGIN
      UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
    END;
    CREATE TRIGGER announcement_removed AFTER DELETE ON announcements BEGIN
      UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
    END;
    """
  // Urgent messages that were saved are few; message-waiting counts them (requirement I3).
  private static let version3 = """
    CREATE INDEX messages_urgent_saved ON messages (mailbox)
      WHERE rank = 2 AND is_urgent = 1 AND deleted_at IS NULL;
    """
  // The announcements of users (requirement G1).
  private static let version4 = """
    CREATE TABLE user_announcements (
      user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
      name TEXT NOT NULL,
      audio INTEGER NOT NULL REFERENCES audio,
      PRIMARY KEY (user, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX user_announcements_by_audio ON user_announcements (audio);
    CREATE TRIGGER user_announcement_added AFTER INSERT ON user_announcements BEGIN
      UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
    END;
    CREATE TRIGGER user_announcement_removed AFTER DELETE ON user_announcements BEGIN
      UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
    END;
    """
  // What a forwarded message has been through (requirement E3a): when its first caller left it, and who
  // forwarded it. The recorded names of distribution lists (requirement F1).
  private static let version5 = """
    ALTER TABLE messages ADD COLUMN left_at INTEGER;
    CREATE TABLE message_forwarders (
      message INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
      position INTEGER NOT NULL,
      user INTEGER NOT NULL,
      number TEXT NOT NULL,
      PRIMARY KEY (message, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE list_names (
      owner INTEGER NOT NULL,
      number INTEGER NOT NULL,
      audio INTEGER NOT NULL REFERENCES audio,
      PRIMARY KEY (owner, number),
      FOREIGN KEY (owner, number) REFERENCES lists ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX list_names_by_audio ON list_names (audio);
    CREATE TRIGGER list_name_added AFTER INSERT ON list_names BEGIN
      UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
    END;
    CREATE TRIGGER list_name_removed AFTER DELETE ON list_names BEGIN
      UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
    END;
    """
  // The change feed, the audit log, and the revision of a list. `sequence` never comes again, since
  // readers keep it as their cursor.
  private static let version6 = """
    CREATE TABLE changes (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      company INTEGER NOT NULL,
      user INTEGER,
      message INTEGER,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX changes_by_age ON changes (at);

    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      company INTEGER NOT NULL,
      user INTEGER,
      subject TEXT NOT NULL,
      kind TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_of_company ON audit (company, id);
    CREATE INDEX audit_of_user ON audit (user, id);
    CREATE INDEX audit_by_age ON audit (at);

    ALTER TABLE lists ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
    """
  // E-mails that wait, kept whole as JSON, and the sounds that they hold. `take` is the recording of a
  // deposit that goes by e-mail only, so that it is delivered once.
  private static let version7 = """
    CREATE TABLE mail (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
      state TEXT NOT NULL,
      due INTEGER NOT NULL,
      leased_until INTEGER NOT NULL,
      take INTEGER,
      value TEXT NOT NULL
    ) STRICT;
    CREATE INDEX mail_due ON mail (state, due);
    CREATE INDEX mail_of_user ON mail (user);
    CREATE INDEX mail_by_take ON mail (take) WHERE take IS NOT NULL;

    CREATE TABLE mail_audio (
      mail INTEGER NOT NULL REFERENCES mail ON DELETE CASCADE,
      position INTEGER NOT NULL,
      audio INTEGER NOT NULL REFERENCES audio,
      PRIMARY KEY (mail, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mail_by_audio ON mail_audio (audio);
    CREATE TRIGGER mail_part_added AFTER INSERT ON mail_audio BEGIN
      UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
    END;
    CREATE TRIGGER mail_part_removed AFTER DELETE ON mail_audio BEGIN
      UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
    END;
    """
}
