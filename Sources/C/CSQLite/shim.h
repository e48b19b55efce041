// CSQLite as Debian packages it; Swift sees what this header includes.
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast, which Swift does not import: SQLite copies what is bound.
static inline int voiceportal_bind_text(sqlite3_stmt *statement, int index, const char *text,
                                        int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

static inline int voiceportal_bind_blob(sqlite3_stmt *statement, int index, const void *bytes,
                                        int length) {
  return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}
