-- A data directory of schema 5, as 'simulate --data' and 'accounts' made it, with an unfinished call's
-- decision. Its people and passcodes are made up; the secret of the passcodes, in hexadecimal:
-- 2340e839e04278b0d445c244f83a7a5ffbe93d4b16dee6c4e6e71306ec697ef4
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO facts VALUES('secret',X'8928181c18d1a1a6fd6402c017de128f495352256d35f8d0a6721c4f0595fa83');
CREATE TABLE companies (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  portal TEXT NOT NULL UNIQUE,
  keeps_deleted_days INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT;
INSERT INTO companies VALUES(1,'Demo','2000',14,1,'{"accessCode":"*62","allowsCompanyMessages":true,"callsOutPerCompany":1000,"callsOutPerUser":60,"dialRules":{"allow":["+49","+3120","+4420"],"deny":["+49900","+49137","+49118"]},"id":0,"keepsDeletedDays":14,"language":"en","lockout":{"failuresPerCaller":15,"failuresPerSource":20,"failuresToLock":5,"firstLockMinutes":30,"longestLockMinutes":1440},"name":"Demo","plan":{"countryCode":"49","trunkPrefix":"0"},"policy":{"historyLength":0,"longestAscendingRun":3,"longestDescendingRun":3,"maximumLength":30,"minimumLength":6,"refusesKeypadLines":false,"refusesName":false,"refusesOwnNumber":false,"refusesOwnNumberReversed":false,"refusesRepeatedGroups":false,"refusesReverseOfOld":false,"refusesSequence":false},"portalNumber":"2000","timeZone":"Europe\/Berlin"}');
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  company INTEGER NOT NULL REFERENCES companies ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT;
INSERT INTO users VALUES(1,1,1,'{"aliases":["+442079460018"],"company":1,"extension":"101","firstName":"Emma","id":0,"language":"en","lastName":"Clarke","mainNumber":"+492115550101","settings":{"autoLogin":false,"deposit":{"longestMinutes":5,"mode":"on"},"greetings":{"awayTakesMessages":true,"isAway":false,"playsBusy":false},"handling":{"forwardAlways":{"isOn":false},"forwardBusy":{"isOn":false},"forwardNoAnswer":{"isOn":false},"mailboxIsOn":true,"rings":3,"sendAll":false,"sendBusy":true,"sendUnanswered":true},"loginFromGreeting":true,"notification":{"messageWaiting":true,"storage":"unified","transcription":false},"order":"oldestFirst","quota":{"maximumMessages":100,"maximumSeconds":6000},"redirectOnZero":"+492115550199","sendsToCompany":true},"timeZone":"Europe\/London"}');
INSERT INTO users VALUES(2,1,3,'{"aliases":["+492115551111"],"company":1,"extension":"111","firstName":"Anna","id":2,"language":"de","lastName":"Berg","mainNumber":"+492115550111","settings":{"autoLogin":false,"deposit":{"longestMinutes":5,"mode":"on"},"greetings":{"awayTakesMessages":true,"isAway":false,"noAnswer":"alternate-1","playsBusy":true},"handling":{"forwardAlways":{"isOn":false},"forwardBusy":{"isOn":false},"forwardNoAnswer":{"isOn":false},"mailboxIsOn":true,"rings":3,"sendAll":false,"sendBusy":true,"sendUnanswered":true},"loginFromGreeting":true,"notification":{"messageWaiting":true,"storage":"unified","transcription":false},"order":"oldestFirst","quota":{"maximumMessages":100,"maximumSeconds":6000},"sendsToCompany":true},"timeZone":"Europe\/Berlin"}');
INSERT INTO users VALUES(3,1,1,'{"aliases":["+31205550121"],"company":1,"extension":"121","firstName":"Daan","id":0,"language":"nl","lastName":"de Vries","mainNumber":"+492115550121","settings":{"autoLogin":true,"deposit":{"longestMinutes":5,"mode":"on"},"greetings":{"awayTakesMessages":true,"isAway":false,"playsBusy":false},"handling":{"forwardAlways":{"isOn":false},"forwardBusy":{"isOn":false},"forwardNoAnswer":{"isOn":false},"mailboxIsOn":true,"rings":3,"sendAll":false,"sendBusy":true,"sendUnanswered":true},"loginFromGreeting":true,"notification":{"messageWaiting":true,"storage":"unified","transcription":false},"order":"oldestFirst","quota":{"maximumMessages":100,"maximumSeconds":6000},"sendsToCompany":true},"timeZone":"Europe\/Amsterdam"}');
CREATE TABLE numbers (
  number TEXT PRIMARY KEY,
  user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO numbers VALUES('+442079460018',1);
INSERT INTO numbers VALUES('+492115550101',1);
INSERT INTO numbers VALUES('1/101',1);
INSERT INTO numbers VALUES('+492115550111',2);
INSERT INTO numbers VALUES('+492115551111',2);
INSERT INTO numbers VALUES('1/111',2);
INSERT INTO numbers VALUES('+31205550121',3);
INSERT INTO numbers VALUES('+492115550121',3);
INSERT INTO numbers VALUES('1/121',3);
CREATE TABLE passcodes (
  user INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  hash TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  is_assigned INTEGER NOT NULL
) STRICT;
INSERT INTO passcodes VALUES(1,'$argon2id$v=19$m=2048,t=1,p=1$kt+reG+KdF/dMXo33WT7TA$tZy+0pCYiXEFbfghjrBjD1Qc+2egYIu3JNnCsyNo6Gg',1795955644712,0);
INSERT INTO passcodes VALUES(2,'$argon2id$v=19$m=2048,t=1,p=1$mnoMQl9jBN3kXRDihC87uw$cLV3NmJEnd8qWdgUGBvZqJqOGMEg37MdPf8g6nXjY2U',1795955645910,0);
INSERT INTO passcodes VALUES(3,'$argon2id$v=19$m=2048,t=1,p=1$hHstL7TnhONnLeiqdVolBw$PrSJ5o5s9pf+jal80RZ+Bls2s+fhWD7MIeVxwu+PnvI',1795955644848,0);
CREATE TABLE passcode_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO passcode_history VALUES(1,1,'$argon2id$v=19$m=2048,t=1,p=1$kt+reG+KdF/dMXo33WT7TA$tZy+0pCYiXEFbfghjrBjD1Qc+2egYIu3JNnCsyNo6Gg');
INSERT INTO passcode_history VALUES(2,2,'$argon2id$v=19$m=2048,t=1,p=1$Xeq3CWI6oP+UPkGLDLSB5g$2QAfyEvjPP16lUceHHxxAHhkemLtHTFPIc6OiP1D1dk');
INSERT INTO passcode_history VALUES(3,3,'$argon2id$v=19$m=2048,t=1,p=1$hHstL7TnhONnLeiqdVolBw$PrSJ5o5s9pf+jal80RZ+Bls2s+fhWD7MIeVxwu+PnvI');
INSERT INTO passcode_history VALUES(4,2,'$argon2id$v=19$m=2048,t=1,p=1$mnoMQl9jBN3kXRDihC87uw$cLV3NmJEnd8qWdgUGBvZqJqOGMEg37MdPf8g6nXjY2U');
CREATE TABLE login_guards (
  name TEXT PRIMARY KEY,
  last_failure INTEGER NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE lists (
  owner INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  number INTEGER NOT NULL,
  description TEXT NOT NULL,
  is_open INTEGER NOT NULL,
  PRIMARY KEY (owner, number)
) STRICT, WITHOUT ROWID;
INSERT INTO lists VALUES(1,1,'Demo team',1);
INSERT INTO lists VALUES(2,1,'Demo team',1);
INSERT INTO lists VALUES(3,1,'Demo team',1);
CREATE TABLE list_members (
  owner INTEGER NOT NULL,
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  member INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  PRIMARY KEY (owner, number, position),
  FOREIGN KEY (owner, number) REFERENCES lists ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO list_members VALUES(2,1,0,1);
INSERT INTO list_members VALUES(3,1,0,1);
INSERT INTO list_members VALUES(1,1,0,2);
INSERT INTO list_members VALUES(3,1,1,2);
INSERT INTO list_members VALUES(1,1,1,3);
INSERT INTO list_members VALUES(2,1,1,3);
CREATE TABLE audio (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT NOT NULL UNIQUE,
  milliseconds INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0 CHECK (uses >= 0)
) STRICT;
INSERT INTO audio VALUES(1,'58f4f497fdf8ab098b210e1dd1b074b2e0f875302a9980c342623fc0e2ef4ece',6475,103644,1);
INSERT INTO audio VALUES(2,'067c194d06c5fe9b3127393a6a6d0461de46fa1dd1b4421463e752fc710a9a39',5390,86284,1);
INSERT INTO audio VALUES(3,'cc69d5645febf6aebf37e25025f77fbbaf4f09bad3158a6cef1d16d2a53fdd84',7270,116364,1);
INSERT INTO audio VALUES(4,'116c6775d0b0050f643ad0408bd9841e2dabd37c6df65c058b6cad4a703e2f5f',6510,104204,1);
INSERT INTO audio VALUES(5,'5aed9854b181a21963bc8b0d0b97e2edf87d1fd317c93a4cafcbcce6b1d14d50',6405,102524,1);
INSERT INTO audio VALUES(6,'e94302dd9bbf18570a18aa6515b856df17f2beaf3d529fd7c729940d5d6f7602',5915,94684,1);
INSERT INTO audio VALUES(7,'0d29c72f2a6054750b81cb7d88d173680049cf7c5c06636ea780e87cc774709f',7426,118860,4);
INSERT INTO audio VALUES(9,'4c3243584629e6e1fedd862d7ed5c73eb918646dcfd444fb5cec106d4d02fc0a',1640,26284,1);
INSERT INTO audio VALUES(10,'5e618d55536766dbc529f58d07ad14e5d4cfe947686c08476e5850ecd08f444a',2140,34284,1);
INSERT INTO audio VALUES(11,'49ed14c3ac9a1548ec4fa2dc40cd78b9c34a525c2e0dd7fe4016a4be79a3c422',765,12284,1);
CREATE TABLE greetings (
  user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  slot TEXT NOT NULL,
  audio INTEGER NOT NULL REFERENCES audio,
  PRIMARY KEY (user, slot)
) STRICT, WITHOUT ROWID;
INSERT INTO greetings VALUES(2,'alternate-1',9);
INSERT INTO greetings VALUES(2,'busy',10);
CREATE TABLE mailboxes (
  user INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  new INTEGER NOT NULL DEFAULT 0,
  urgent INTEGER NOT NULL DEFAULT 0,
  saved INTEGER NOT NULL DEFAULT 0,
  milliseconds INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO mailboxes VALUES(1,3,1,0,19291);
INSERT INTO mailboxes VALUES(2,4,1,0,28632);
INSERT INTO mailboxes VALUES(3,3,1,0,19746);
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
, left_at INTEGER) STRICT;
INSERT INTO messages VALUES(1,1,1,1795858444694,0,0,6475,'+442079460187',NULL,NULL,NULL,NULL);
INSERT INTO messages VALUES(2,1,0,1795948444694,1,0,5390,'111',2,NULL,NULL,NULL);
INSERT INTO messages VALUES(3,2,1,1795883644694,0,0,7270,'+492214710144',NULL,NULL,NULL,NULL);
INSERT INTO messages VALUES(4,2,0,1795952044694,1,0,6510,'121',3,NULL,NULL,NULL);
INSERT INTO messages VALUES(5,3,1,1795775644694,0,0,6405,'+31205550177',NULL,NULL,NULL,NULL);
INSERT INTO messages VALUES(6,3,0,1795944844694,1,0,5915,'101',1,NULL,NULL,NULL);
INSERT INTO messages VALUES(7,2,1,1795955644940,0,0,7426,'+492214710123',NULL,NULL,5068501013714532428,NULL);
INSERT INTO messages VALUES(8,1,1,1795955644960,0,0,7426,'+492214710123',NULL,NULL,NULL,1795955644940);
INSERT INTO messages VALUES(9,3,1,1795955644960,0,0,7426,'+492214710123',NULL,NULL,NULL,1795955644940);
INSERT INTO messages VALUES(10,2,1,1795955645279,0,0,7426,'+492214710124',NULL,NULL,345570111170640393,NULL);
CREATE TABLE message_audio (
  message INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  position INTEGER NOT NULL,
  audio INTEGER NOT NULL REFERENCES audio,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
INSERT INTO message_audio VALUES(1,0,1);
INSERT INTO message_audio VALUES(2,0,2);
INSERT INTO message_audio VALUES(3,0,3);
INSERT INTO message_audio VALUES(4,0,4);
INSERT INTO message_audio VALUES(5,0,5);
INSERT INTO message_audio VALUES(6,0,6);
INSERT INTO message_audio VALUES(7,0,7);
INSERT INTO message_audio VALUES(8,0,7);
INSERT INTO message_audio VALUES(9,0,7);
INSERT INTO message_audio VALUES(10,0,7);
CREATE TABLE dispositions (
  mailbox INTEGER NOT NULL,
  call INTEGER NOT NULL,
  message INTEGER NOT NULL,
  disposition INTEGER NOT NULL,
  PRIMARY KEY (mailbox, call, message)
) STRICT, WITHOUT ROWID;
INSERT INTO dispositions VALUES(2,77,10,2);
CREATE TABLE announcements (
  company INTEGER NOT NULL REFERENCES companies ON DELETE CASCADE,
  name TEXT NOT NULL,
  audio INTEGER NOT NULL REFERENCES audio,
  PRIMARY KEY (company, name)
) STRICT, WITHOUT ROWID;
INSERT INTO announcements VALUES(1,'Fair',11);
CREATE TABLE user_announcements (
  user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  name TEXT NOT NULL,
  audio INTEGER NOT NULL REFERENCES audio,
  PRIMARY KEY (user, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE message_forwarders (
  message INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  position INTEGER NOT NULL,
  user INTEGER NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;
INSERT INTO message_forwarders VALUES(8,0,2,'+492115550111');
INSERT INTO message_forwarders VALUES(9,0,2,'+492115550111');
CREATE TABLE list_names (
  owner INTEGER NOT NULL,
  number INTEGER NOT NULL,
  audio INTEGER NOT NULL REFERENCES audio,
  PRIMARY KEY (owner, number),
  FOREIGN KEY (owner, number) REFERENCES lists ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('companies',1);
INSERT INTO sqlite_sequence VALUES('users',3);
INSERT INTO sqlite_sequence VALUES('passcode_history',4);
INSERT INTO sqlite_sequence VALUES('audio',11);
INSERT INTO sqlite_sequence VALUES('messages',10);
CREATE INDEX users_of_company ON users (company);
CREATE INDEX numbers_of_user ON numbers (user);
CREATE INDEX history_of_user ON passcode_history (user, id);
CREATE INDEX guards_by_age ON login_guards (last_failure);
CREATE INDEX lists_of_member ON list_members (member);
CREATE INDEX audio_unused ON audio (id) WHERE uses = 0;
CREATE INDEX greetings_by_audio ON greetings (audio);
CREATE TRIGGER greeting_added AFTER INSERT ON greetings BEGIN
  UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
END;
CREATE TRIGGER greeting_removed AFTER DELETE ON greetings BEGIN
  UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
END;
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
CREATE INDEX messages_by_audio ON message_audio (audio);
CREATE TRIGGER part_added AFTER INSERT ON message_audio BEGIN
  UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
END;
CREATE TRIGGER part_removed AFTER DELETE ON message_audio BEGIN
  UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
END;
CREATE INDEX announcements_by_audio ON announcements (audio);
CREATE TRIGGER announcement_added AFTER INSERT ON announcements BEGIN
  UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
END;
CREATE TRIGGER announcement_removed AFTER DELETE ON announcements BEGIN
  UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
END;
CREATE INDEX messages_urgent_saved ON messages (mailbox)
  WHERE rank = 2 AND is_urgent = 1 AND deleted_at IS NULL;
CREATE INDEX user_announcements_by_audio ON user_announcements (audio);
CREATE TRIGGER user_announcement_added AFTER INSERT ON user_announcements BEGIN
  UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
END;
CREATE TRIGGER user_announcement_removed AFTER DELETE ON user_announcements BEGIN
  UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
END;
CREATE INDEX list_names_by_audio ON list_names (audio);
CREATE TRIGGER list_name_added AFTER INSERT ON list_names BEGIN
  UPDATE audio SET uses = uses + 1 WHERE id = NEW.audio;
END;
CREATE TRIGGER list_name_removed AFTER DELETE ON list_names BEGIN
  UPDATE audio SET uses = uses - 1 WHERE id = OLD.audio;
END;
COMMIT;
