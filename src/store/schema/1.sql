-- Version 1. Shipped: never edited; a change is a new file with the next number.
-- History is replayed and undone field by field, so no CHECK spans two columns.

-- Facts about the file itself.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last number given out by kind, so that none is ever given twice; kind 0 counts the keys of `item`.
CREATE TABLE counter (
  kind INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

-- The parent of every row that has a history.
CREATE TABLE item (
  id      INTEGER PRIMARY KEY,
  uid     BLOB NOT NULL UNIQUE CONSTRAINT item_uid_size CHECK (length(uid) = 16),
  kind    INTEGER NOT NULL,
  number  INTEGER, -- null: kinds without an ID of their own, such as comments
  deleted INTEGER NOT NULL DEFAULT 0 CONSTRAINT item_deleted_flag CHECK (deleted IN (0, 1))
) STRICT;
-- `show A-7` and the newest items of a kind.
CREATE UNIQUE INDEX item_number ON item (kind, number) WHERE number IS NOT NULL;

CREATE TABLE person (
  item    INTEGER PRIMARY KEY REFERENCES item (id),
  handle  TEXT NOT NULL UNIQUE CONSTRAINT person_handle_given CHECK (handle <> ''),
  name    TEXT, -- null: known by handle only
  email   TEXT, -- null: unknown
  team    TEXT, -- null: unknown
  manager INTEGER REFERENCES person (item), -- null: unknown
  channel TEXT, -- null: no place to send to
  active  INTEGER NOT NULL CONSTRAINT person_active_flag CHECK (active IN (0, 1))
) STRICT;
-- Undoing the creation of a person asks who refers to it.
CREATE INDEX person_manager ON person (manager) WHERE manager IS NOT NULL;

CREATE TABLE alias (
  item   INTEGER PRIMARY KEY REFERENCES item (id),
  person INTEGER NOT NULL REFERENCES person (item),
  alias  TEXT NOT NULL UNIQUE
) STRICT;
-- The aliases of one person.
CREATE INDEX alias_person ON alias (person);

CREATE TABLE workstream (
  item    INTEGER PRIMARY KEY REFERENCES item (id),
  slug    TEXT NOT NULL UNIQUE CONSTRAINT workstream_slug_given CHECK (slug <> ''),
  name    TEXT, -- null: known by slug only
  lead    INTEGER REFERENCES person (item), -- null: nobody leads it
  parent  INTEGER REFERENCES workstream (item), -- null: a top one
  status  TEXT NOT NULL CONSTRAINT workstream_status CHECK (status IN ('active', 'paused', 'done')),
  created TEXT NOT NULL
) STRICT;
-- Filters take the children along.
CREATE INDEX workstream_parent ON workstream (parent) WHERE parent IS NOT NULL;
CREATE INDEX workstream_lead ON workstream (lead) WHERE lead IS NOT NULL;

CREATE TABLE meeting (
  item       INTEGER PRIMARY KEY REFERENCES item (id),
  title      TEXT NOT NULL,
  held       TEXT NOT NULL,
  starts_at  TEXT, -- null: the day is known, the time is not
  status     TEXT NOT NULL CONSTRAINT meeting_status CHECK (status IN ('planned', 'open', 'closed', 'cancelled')),
  closed_at  TEXT, -- null: not closed
  notes      TEXT NOT NULL,
  workstream INTEGER REFERENCES workstream (item), -- null: belongs to none
  history    INTEGER NOT NULL CONSTRAINT meeting_history_flag CHECK (history IN (0, 1))
) STRICT;
-- `meetings`, newest first.
CREATE INDEX meeting_held ON meeting (held);
-- `note` and `close` go on with the open one.
CREATE INDEX meeting_open ON meeting (item) WHERE status = 'open';
CREATE INDEX meeting_workstream ON meeting (workstream) WHERE workstream IS NOT NULL;

CREATE TABLE attendance (
  item     INTEGER PRIMARY KEY REFERENCES item (id),
  meeting  INTEGER NOT NULL REFERENCES meeting (item),
  person   INTEGER NOT NULL REFERENCES person (item),
  seat     TEXT NOT NULL CONSTRAINT attendance_seat CHECK (seat IN ('chair', 'scribe', 'member')),
  invited  INTEGER NOT NULL CONSTRAINT attendance_invited_flag CHECK (invited IN (0, 1)),
  attended INTEGER NOT NULL CONSTRAINT attendance_attended_flag CHECK (attended IN (0, 1)),
  CONSTRAINT attendance_once UNIQUE (meeting, person)
) STRICT;
-- Who was where; undoing the creation of a person asks who refers to it.
CREATE INDEX attendance_person ON attendance (person);

CREATE TABLE decision (
  item         INTEGER PRIMARY KEY REFERENCES item (id),
  title        TEXT NOT NULL,
  context      TEXT, -- null: not written down
  workstream   INTEGER REFERENCES workstream (item), -- null: belongs to none
  status       TEXT NOT NULL CONSTRAINT decision_status CHECK (status IN
                 ('draft', 'proposed', 'deferred', 'accepted', 'rejected', 'withdrawn', 'superseded', 'deprecated')),
  door         TEXT NOT NULL CONSTRAINT decision_door CHECK (door IN ('two_way', 'one_way')),
  impact       TEXT CONSTRAINT decision_impact CHECK (impact IN ('high', 'medium', 'low')), -- null: not judged
  raised       TEXT NOT NULL,
  raised_by    INTEGER REFERENCES person (item), -- null: unknown, as in imported records
  due          TEXT, -- null: no date to decide by
  due_baseline TEXT, -- null: never had a date of its own
  due_source   TEXT NOT NULL CONSTRAINT decision_due_source CHECK (due_source IN ('explicit', 'inferred', 'default', 'none')),
  if_late      TEXT, -- null: not said
  decided_at   TEXT, -- null: open
  outcome      TEXT, -- null: open, or the title says it all
  version      INTEGER NOT NULL,
  rationale    TEXT, -- null: not said
  consequences TEXT, -- null: not said
  review_by    TEXT, -- null: not to be reviewed
  meeting      INTEGER REFERENCES meeting (item), -- null: outside any meeting
  tags         TEXT, -- null: none
  history      INTEGER NOT NULL CONSTRAINT decision_history_flag CHECK (history IN (0, 1))
) STRICT;
-- What must be decided, the most urgent first.
CREATE INDEX decision_open ON decision (due) WHERE status IN ('draft', 'proposed', 'deferred');
-- The decisions of one workstream or meeting.
CREATE INDEX decision_workstream ON decision (workstream) WHERE workstream IS NOT NULL;
CREATE INDEX decision_meeting ON decision (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX decision_raised_by ON decision (raised_by) WHERE raised_by IS NOT NULL;

CREATE TABLE role (
  item     INTEGER PRIMARY KEY REFERENCES item (id),
  decision INTEGER NOT NULL REFERENCES decision (item),
  person   INTEGER NOT NULL REFERENCES person (item),
  role     TEXT NOT NULL CONSTRAINT role_role CHECK (role IN ('driver', 'decider', 'agree', 'input', 'perform', 'informed')),
  CONSTRAINT role_once UNIQUE (decision, role, person)
) STRICT;
-- What one person has to decide.
CREATE INDEX role_person ON role (person, role);

CREATE TABLE action (
  item          INTEGER PRIMARY KEY REFERENCES item (id),
  title         TEXT NOT NULL,
  body          TEXT, -- null: the title says it all
  owner         INTEGER REFERENCES person (item), -- null: nobody owns it yet
  workstream    INTEGER REFERENCES workstream (item), -- null: belongs to none
  serves        INTEGER REFERENCES item (id), -- null: serves no item
  meeting       INTEGER REFERENCES meeting (item), -- null: in no notes
  status        TEXT NOT NULL CONSTRAINT action_status CHECK (status IN ('open', 'in_progress', 'waiting', 'done', 'dropped')),
  priority      TEXT CONSTRAINT action_priority CHECK (priority IN ('high', 'medium', 'low')), -- null: not judged
  created       TEXT NOT NULL,
  due           TEXT, -- null: undated
  due_baseline  TEXT, -- null: never had a date of its own
  due_source    TEXT NOT NULL CONSTRAINT action_due_source CHECK (due_source IN ('explicit', 'inferred', 'default', 'none')),
  done_at       TEXT, -- null: not ended
  drop_reason   TEXT, -- null: not dropped, or no reason given
  waiting_on    INTEGER REFERENCES person (item), -- null: waits on no person
  waiting_text  TEXT, -- null: waits on nothing, or on a person
  waiting_since TEXT, -- null: does not wait
  chase_on      TEXT, -- null: not to be chased before it is due
  snooze_until  TEXT, -- null: not snoozed
  reopened      INTEGER NOT NULL,
  tags          TEXT, -- null: none
  history       INTEGER NOT NULL CONSTRAINT action_history_flag CHECK (history IN (0, 1))
) STRICT;
-- `followup` and `actions`: what is open, by date.
CREATE INDEX action_open ON action (due) WHERE done_at IS NULL;
-- The same for one person, and for one workstream; undoing their creation asks who refers to them.
CREATE INDEX action_owner ON action (owner, done_at, due) WHERE owner IS NOT NULL;
CREATE INDEX action_workstream ON action (workstream, done_at, due) WHERE workstream IS NOT NULL;
-- Whom to ask today.
CREATE INDEX action_chase ON action (chase_on) WHERE chase_on IS NOT NULL;
-- Whom the open ones wait on.
CREATE INDEX action_waiting ON action (waiting_on) WHERE waiting_on IS NOT NULL;
-- What serves an item, and what a meeting's notes hold.
CREATE INDEX action_serves ON action (serves) WHERE serves IS NOT NULL;
CREATE INDEX action_meeting ON action (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE helper (
  item   INTEGER PRIMARY KEY REFERENCES item (id),
  action INTEGER NOT NULL REFERENCES action (item),
  person INTEGER NOT NULL REFERENCES person (item),
  CONSTRAINT helper_once UNIQUE (action, person)
) STRICT;
CREATE INDEX helper_person ON helper (person);

CREATE TABLE link (
  item   INTEGER PRIMARY KEY REFERENCES item (id),
  source INTEGER NOT NULL REFERENCES item (id),
  target INTEGER NOT NULL REFERENCES item (id),
  kind   TEXT NOT NULL CONSTRAINT link_kind CHECK (kind IN ('supersedes', 'amends', 'depends_on', 'blocks', 'relates_to')),
  CONSTRAINT link_once UNIQUE (source, kind, target),
  CONSTRAINT link_between_two CHECK (source <> target)
) STRICT;
-- Links are shown at both ends.
CREATE INDEX link_target ON link (target);

CREATE TABLE comment (
  item   INTEGER PRIMARY KEY REFERENCES item (id),
  parent INTEGER NOT NULL REFERENCES item (id),
  at     TEXT NOT NULL,
  author TEXT NOT NULL,
  text   TEXT NOT NULL
) STRICT;
-- The comments of one item.
CREATE INDEX comment_parent ON comment (parent);

CREATE TABLE external (
  item        INTEGER PRIMARY KEY REFERENCES item (id),
  parent      INTEGER NOT NULL REFERENCES item (id),
  source      TEXT NOT NULL,
  external_id TEXT NOT NULL,
  url         TEXT, -- null: has no address
  content     TEXT, -- null: nothing to compare the next import with
  CONSTRAINT external_once UNIQUE (source, external_id)
) STRICT;
-- The other names of one item.
CREATE INDEX external_parent ON external (parent);

-- History. One command is one operation.
CREATE TABLE operation (
  id            INTEGER PRIMARY KEY,
  uid           BLOB NOT NULL,
  at            TEXT NOT NULL,
  actor         TEXT NOT NULL,
  verb          TEXT NOT NULL,
  items         TEXT NOT NULL, -- the IDs it touched, for people
  version       INTEGER NOT NULL, -- of the form in which the changes are written
  grp           INTEGER NOT NULL, -- the first operation of an import or of a meeting's save
  undoes        INTEGER, -- null: no undo or redo; else the operation that it takes back
  undone_by     INTEGER, -- null: in force; else the operation that took it back
  first_change  INTEGER NOT NULL,
  change_count  INTEGER NOT NULL,
  digest        BLOB NOT NULL -- over the digest before, this row and the digests of its changes
) STRICT;
-- `undo` takes back a group.
CREATE INDEX operation_group ON operation (grp);

CREATE TABLE change (
  id        INTEGER PRIMARY KEY,
  operation INTEGER NOT NULL REFERENCES operation (id),
  what      INTEGER NOT NULL CONSTRAINT change_what CHECK (what IN (0, 1, 2)), -- create, update, remove
  tbl       INTEGER NOT NULL,
  item      INTEGER NOT NULL, -- no reference: history outlives the row
  field     TEXT, -- null: the whole row
  old       TEXT, -- JSON; null: a creation, or purged
  new       TEXT, -- JSON; null: a removal, or purged
  salt      BLOB, -- null: purged
  digest    BLOB NOT NULL
) STRICT;
-- `log A-7`, and what changed an item last.
CREATE INDEX change_item ON change (item, id);

-- Texts of more than 4 kB that changes refer to, each once.
CREATE TABLE text (
  digest BLOB PRIMARY KEY,
  body   TEXT NOT NULL
) STRICT;

-- Full text; the row's number is the item's.
CREATE VIRTUAL TABLE search USING fts5 (
  title, body,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
