-- Version 3: who was told, what is in flight, risks, needs, milestones, status updates.
-- What older rows do not have is null, so that their history replays into these tables unchanged.

ALTER TABLE decision ADD COLUMN reach TEXT CONSTRAINT decision_reach CHECK (reach = 'none'); -- null: those listed must know
ALTER TABLE decision ADD COLUMN execution TEXT
  CONSTRAINT decision_execution CHECK (execution = 'none'); -- null: actions carry it out
ALTER TABLE decision ADD COLUMN execute_by TEXT; -- null: no date to carry it out by
ALTER TABLE decision ADD COLUMN confirmed_at TEXT; -- null: nobody has confirmed that it landed
ALTER TABLE decision ADD COLUMN confirmed_by INTEGER REFERENCES person (item); -- null: not confirmed, or by its last action
ALTER TABLE decision ADD COLUMN confirmed_how TEXT; -- null: not said how it is known
ALTER TABLE decision ADD COLUMN result TEXT
  CONSTRAINT decision_result CHECK (result IN ('as_intended', 'changed', 'not_done')); -- null: not known yet
ALTER TABLE decision ADD COLUMN left_loop_at TEXT; -- null: something of it may still be stuck
-- What is in flight, which is little of what was ever decided.
CREATE INDEX decision_in_flight ON decision (item) WHERE left_loop_at IS NULL AND history = 0;
-- Undoing the creation of a person asks who refers to it.
CREATE INDEX decision_confirmed_by ON decision (confirmed_by) WHERE confirmed_by IS NOT NULL;

-- Who must know of one version of a decision, was told of it, and answered.
CREATE TABLE receipt (
  item        INTEGER PRIMARY KEY REFERENCES item (id),
  decision    INTEGER NOT NULL REFERENCES decision (item),
  person      INTEGER NOT NULL REFERENCES person (item),
  version     INTEGER NOT NULL, -- of the decision; 0 is what was sent before it was made
  required    INTEGER NOT NULL CONSTRAINT receipt_required_flag CHECK (required IN (0, 1)), -- whether an answer is
  sent_at     TEXT, -- null: not told yet
  channel     TEXT, -- null: not told, or not said where
  answer      TEXT CONSTRAINT receipt_answer CHECK (answer IN ('ack', 'question', 'objection', 'waived')), -- null: silent
  answered_at TEXT, -- null: silent
  note        TEXT, -- null: nothing beyond the answer
  resolved_at TEXT, -- null: not a question or objection, or one that stands
  CONSTRAINT receipt_once UNIQUE (decision, version, person)
) STRICT;
-- What one person was told; undoing the creation of a person asks who refers to it.
CREATE INDEX receipt_person ON receipt (person);
-- Who is silent.
CREATE INDEX receipt_silent ON receipt (person, decision) WHERE required = 1 AND answer IS NULL AND sent_at IS NOT NULL;

-- What may happen, what is taken for granted, and what has gone wrong.
CREATE TABLE risk (
  item        INTEGER PRIMARY KEY REFERENCES item (id),
  sort        TEXT NOT NULL CONSTRAINT risk_sort CHECK (sort IN ('risk', 'assumption', 'issue')),
  title       TEXT NOT NULL,
  cause       TEXT, -- null: not said
  effect      TEXT, -- null: not said
  probability INTEGER CONSTRAINT risk_probability CHECK (probability BETWEEN 1 AND 5), -- null: not judged
  impact      INTEGER CONSTRAINT risk_impact CHECK (impact BETWEEN 1 AND 5), -- null: not judged
  owner       INTEGER REFERENCES person (item), -- null: nobody owns it yet
  workstream  INTEGER REFERENCES workstream (item), -- null: belongs to none
  strategy    TEXT CONSTRAINT risk_strategy CHECK (strategy IN ('avoid', 'reduce', 'transfer', 'accept')), -- null: none chosen
  response    TEXT, -- null: nothing planned
  trigger     TEXT, -- null: no sign to watch for
  due         TEXT, -- null: no date to validate or respond by
  decision    INTEGER REFERENCES decision (item), -- null: no decision rests on it
  came_from   INTEGER REFERENCES risk (item), -- null: an issue that was no risk before
  meeting     INTEGER REFERENCES meeting (item), -- null: in no notes
  status      TEXT NOT NULL CONSTRAINT risk_status CHECK (status IN ('open', 'happened', 'held', 'false', 'closed')),
  raised      TEXT NOT NULL,
  closed_at   TEXT, -- null: open
  reason      TEXT, -- null: open, or not said why it ended
  tags        TEXT, -- null: none
  history     INTEGER NOT NULL CONSTRAINT risk_history_flag CHECK (history IN (0, 1))
) STRICT;
-- `risks`: what is open.
CREATE INDEX risk_open ON risk (due) WHERE closed_at IS NULL AND history = 0;
-- The risks of one person, workstream, decision or meeting; undoing a creation asks who refers to it.
CREATE INDEX risk_owner ON risk (owner) WHERE owner IS NOT NULL;
CREATE INDEX risk_workstream ON risk (workstream) WHERE workstream IS NOT NULL;
CREATE INDEX risk_decision ON risk (decision) WHERE decision IS NOT NULL;
CREATE INDEX risk_meeting ON risk (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX risk_came_from ON risk (came_from) WHERE came_from IS NOT NULL;

-- What one side needs from another.
CREATE TABLE need (
  item         INTEGER PRIMARY KEY REFERENCES item (id),
  title        TEXT NOT NULL,
  giver        INTEGER REFERENCES item (id), -- a person, group or workstream; null: nobody is asked yet
  taker        INTEGER REFERENCES item (id), -- a person, group, workstream or item; null: not said for what
  workstream   INTEGER REFERENCES workstream (item), -- null: belongs to none
  raised_by    INTEGER REFERENCES person (item), -- null: unknown, as in imported records
  due          TEXT, -- null: undated
  due_baseline TEXT, -- null: never had a date of its own
  due_source   TEXT NOT NULL CONSTRAINT need_due_source CHECK (due_source IN ('explicit', 'inferred', 'default', 'none')),
  status       TEXT NOT NULL CONSTRAINT need_status CHECK (status IN
                 ('asked', 'committed', 'at_risk', 'delivered', 'missed', 'dropped')),
  asked_at     TEXT NOT NULL,
  committed_at TEXT, -- null: the giver has not said yes
  committed_by INTEGER REFERENCES person (item), -- null: the giver has not said yes, or nobody said who did
  closed_at    TEXT, -- null: neither delivered, missed nor dropped
  note         TEXT, -- null: nothing beyond the status
  meeting      INTEGER REFERENCES meeting (item), -- null: in no notes
  tags         TEXT, -- null: none
  history      INTEGER NOT NULL CONSTRAINT need_history_flag CHECK (history IN (0, 1))
) STRICT;
-- `needs`: what is open, by date.
CREATE INDEX need_open ON need (due) WHERE closed_at IS NULL AND history = 0;
-- What one side gives and takes; undoing a creation asks who refers to it.
CREATE INDEX need_giver ON need (giver) WHERE giver IS NOT NULL;
CREATE INDEX need_taker ON need (taker) WHERE taker IS NOT NULL;
CREATE INDEX need_workstream ON need (workstream) WHERE workstream IS NOT NULL;
CREATE INDEX need_raised_by ON need (raised_by) WHERE raised_by IS NOT NULL;
CREATE INDEX need_committed_by ON need (committed_by) WHERE committed_by IS NOT NULL;
CREATE INDEX need_meeting ON need (meeting) WHERE meeting IS NOT NULL;

-- The dates that a workstream is held to.
CREATE TABLE milestone (
  item       INTEGER PRIMARY KEY REFERENCES item (id),
  title      TEXT NOT NULL,
  workstream INTEGER REFERENCES workstream (item), -- null: belongs to none
  owner      INTEGER REFERENCES person (item), -- null: the lead of its workstream answers for it
  baseline   TEXT, -- null: no date was set
  forecast   TEXT, -- null: nobody has said anything but the baseline
  status     TEXT NOT NULL CONSTRAINT milestone_status CHECK (status IN ('planned', 'done', 'dropped')),
  done_at    TEXT, -- null: ahead
  reason     TEXT, -- null: never moved or dropped, or not said why
  meeting    INTEGER REFERENCES meeting (item), -- null: in no notes
  created    TEXT NOT NULL,
  tags       TEXT, -- null: none
  history    INTEGER NOT NULL CONSTRAINT milestone_history_flag CHECK (history IN (0, 1))
) STRICT;
-- `milestones`: what is ahead.
CREATE INDEX milestone_ahead ON milestone (coalesce(forecast, baseline)) WHERE done_at IS NULL AND history = 0;
-- The milestones of one workstream; undoing a creation asks who refers to it.
CREATE INDEX milestone_workstream ON milestone (workstream) WHERE workstream IS NOT NULL;
CREATE INDEX milestone_owner ON milestone (owner) WHERE owner IS NOT NULL;
CREATE INDEX milestone_meeting ON milestone (meeting) WHERE meeting IS NOT NULL;

-- What a workstream, or the whole program, reported of a time.
CREATE TABLE status_update (
  item       INTEGER PRIMARY KEY REFERENCES item (id),
  workstream INTEGER REFERENCES workstream (item), -- null: of the whole program
  begins     TEXT NOT NULL, -- the first day told of
  ends       TEXT NOT NULL, -- the last day told of
  author     INTEGER REFERENCES person (item), -- null: unknown
  at         TEXT NOT NULL,
  rag        TEXT CONSTRAINT status_update_rag CHECK (rag IN ('red', 'amber', 'green', 'grey')), -- null: as computed
  summary    TEXT, -- null: not written
  highlights TEXT, -- null: not written
  lowlights  TEXT, -- null: not written
  ask        TEXT, -- null: not written; "none" is an answer
  sent_at    TEXT, -- null: a draft
  channel    TEXT, -- null: not sent, or not said where
  copy       TEXT  -- null: not sent; else the text as it was sent
) STRICT;
-- The last update of one workstream; undoing a creation asks who refers to it.
CREATE INDEX status_update_workstream ON status_update (workstream, ends);
CREATE INDEX status_update_author ON status_update (author) WHERE author IS NOT NULL;

-- What somebody says of a workstream against what is computed.
ALTER TABLE workstream ADD COLUMN rag TEXT
  CONSTRAINT workstream_rag CHECK (rag IN ('red', 'amber', 'green', 'grey')); -- null: as computed
ALTER TABLE workstream ADD COLUMN rag_reason TEXT; -- null: as computed
ALTER TABLE workstream ADD COLUMN rag_on TEXT; -- null: as computed
