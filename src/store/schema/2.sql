-- Version 2: decisions with options and answers, people who come and go, groups, nudges.
-- What older rows do not have is null, so that their history replays into these tables unchanged.

-- A group shares the names of people: one handle stands for one party.
ALTER TABLE person ADD COLUMN party TEXT CONSTRAINT person_party CHECK (party = 'group'); -- null: one person
ALTER TABLE person ADD COLUMN away_from TEXT; -- null: not away
ALTER TABLE person ADD COLUMN away_to TEXT; -- null: not away, or nobody knows for how long
ALTER TABLE person ADD COLUMN cover INTEGER REFERENCES person (item); -- null: nobody stands in
ALTER TABLE person ADD COLUMN left_on TEXT; -- null: still here
ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person (item); -- null: a person of their own
-- Undoing the creation of a person asks who refers to it.
CREATE INDEX person_cover ON person (cover) WHERE cover IS NOT NULL;
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

-- Who belongs to a group.
CREATE TABLE membership (
  item   INTEGER PRIMARY KEY REFERENCES item (id),
  party  INTEGER NOT NULL REFERENCES person (item),
  member INTEGER NOT NULL REFERENCES person (item),
  CONSTRAINT membership_once UNIQUE (party, member),
  CONSTRAINT membership_of_another CHECK (party <> member)
) STRICT;
-- The groups of one person.
CREATE INDEX membership_member ON membership (member);

-- Who is told of a workstream's decisions.
CREATE TABLE audience (
  item       INTEGER PRIMARY KEY REFERENCES item (id),
  workstream INTEGER NOT NULL REFERENCES workstream (item),
  person     INTEGER NOT NULL REFERENCES person (item),
  CONSTRAINT audience_once UNIQUE (workstream, person)
) STRICT;
-- The workstreams of which one person is told.
CREATE INDEX audience_person ON audience (person);

ALTER TABLE decision ADD COLUMN criteria TEXT; -- null: none to compare options by
ALTER TABLE decision ADD COLUMN body TEXT; -- null: nothing beyond the other fields
ALTER TABLE decision ADD COLUMN defer_until TEXT; -- null: not deferred, or to no date
ALTER TABLE decision ADD COLUMN reviewed_at TEXT; -- null: not reviewed since it was made
ALTER TABLE decision ADD COLUMN overridden TEXT; -- null: made without overriding an objection
-- What is to be looked at again.
CREATE INDEX decision_review ON decision (review_by) WHERE review_by IS NOT NULL;

ALTER TABLE role ADD COLUMN asked_at TEXT; -- null: not asked for an answer
ALTER TABLE role ADD COLUMN response TEXT
  CONSTRAINT role_response CHECK (response IN ('agree', 'object', 'given')); -- null: silent
ALTER TABLE role ADD COLUMN responded_at TEXT; -- null: silent
ALTER TABLE role ADD COLUMN note TEXT; -- null: nothing beyond the response

-- The ways in which a decision can go. The counter with the negative key of a decision holds the last
-- number given to its options, so that none is given twice.
CREATE TABLE option (
  item     INTEGER PRIMARY KEY REFERENCES item (id),
  decision INTEGER NOT NULL REFERENCES decision (item),
  ordinal  INTEGER NOT NULL, -- its number within the decision, never given twice
  position INTEGER NOT NULL, -- where it stands in lists
  title    TEXT NOT NULL,
  pros     TEXT, -- null: none said
  cons     TEXT, -- null: none said
  scores   TEXT, -- null: not scored
  chosen   INTEGER NOT NULL CONSTRAINT option_chosen_flag CHECK (chosen IN (0, 1)),
  CONSTRAINT option_once UNIQUE (decision, ordinal)
) STRICT;

-- Who was asked about an item, when and where.
CREATE TABLE nudge (
  item    INTEGER PRIMARY KEY REFERENCES item (id),
  parent  INTEGER NOT NULL REFERENCES item (id),
  person  INTEGER REFERENCES person (item), -- null: somebody who is not in the file
  at      TEXT NOT NULL,
  channel TEXT, -- null: not said where
  level   INTEGER NOT NULL, -- the step of the ladder
  note    TEXT -- null: nothing beyond the fact
) STRICT;
-- The nudges on one item; undoing the creation of a person asks who refers to it.
CREATE INDEX nudge_parent ON nudge (parent);
CREATE INDEX nudge_person ON nudge (person) WHERE person IS NOT NULL;

-- `.` is what one actor touched last, and `undo` takes back their last group.
CREATE INDEX operation_actor ON operation (actor, id);
-- Imports look items up by their names in other systems.
CREATE INDEX external_named ON external (external_id);

-- Meetings that recur.
CREATE TABLE series (
  item       INTEGER PRIMARY KEY REFERENCES item (id),
  slug       TEXT NOT NULL UNIQUE CONSTRAINT series_slug_given CHECK (slug <> ''),
  title      TEXT NOT NULL,
  rule       TEXT, -- an RRULE; null: meets when it is called
  starts     TEXT NOT NULL, -- the first day, from which intervals count
  at         TEXT, -- the local time; null: the time is not known
  zone       TEXT NOT NULL,
  minutes    INTEGER, -- null: not said how long
  chair      INTEGER REFERENCES person (item), -- null: nobody leads it
  workstream INTEGER REFERENCES workstream (item), -- null: belongs to none
  ended      TEXT, -- the last day; null: goes on
  revision   INTEGER -- counts changes of who is invited; null: none yet
) STRICT;
-- Undoing the creation of a person or workstream asks who refers to it.
CREATE INDEX series_chair ON series (chair) WHERE chair IS NOT NULL;
CREATE INDEX series_workstream ON series (workstream) WHERE workstream IS NOT NULL;

-- Who is invited to the meetings of a series.
CREATE TABLE invitee (
  item   INTEGER PRIMARY KEY REFERENCES item (id),
  series INTEGER NOT NULL REFERENCES series (item),
  person INTEGER NOT NULL REFERENCES person (item),
  CONSTRAINT invitee_once UNIQUE (series, person)
) STRICT;
CREATE INDEX invitee_person ON invitee (person);

ALTER TABLE meeting ADD COLUMN series INTEGER REFERENCES series (item); -- null: a single one
ALTER TABLE meeting ADD COLUMN minutes INTEGER; -- null: not said how long
ALTER TABLE meeting ADD COLUMN revision INTEGER; -- counts changes of who is invited; null: none yet
-- The last meetings of a series.
CREATE INDEX meeting_series ON meeting (series, held) WHERE series IS NOT NULL;

-- What meetings take up.
CREATE TABLE agenda_item (
  item      INTEGER PRIMARY KEY REFERENCES item (id),
  series    INTEGER REFERENCES series (item), -- null: of a single meeting
  meeting   INTEGER REFERENCES meeting (item), -- null: waits for the next one, or is parked
  parked    INTEGER NOT NULL CONSTRAINT agenda_item_parked_flag CHECK (parked IN (0, 1)),
  position  INTEGER NOT NULL, -- where it stands in its list
  title     TEXT NOT NULL,
  minutes   INTEGER, -- null: not said how long
  presenter INTEGER REFERENCES person (item), -- null: nobody named
  about     INTEGER REFERENCES item (id), -- null: about no item
  outcome   TEXT -- null: not taken up yet, or not said
) STRICT;
-- The agenda of one meeting, and what waits in one series.
CREATE INDEX agenda_item_meeting ON agenda_item (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX agenda_item_series ON agenda_item (series) WHERE series IS NOT NULL;
-- Undoing a creation asks who refers to it.
CREATE INDEX agenda_item_presenter ON agenda_item (presenter) WHERE presenter IS NOT NULL;
CREATE INDEX agenda_item_about ON agenda_item (about) WHERE about IS NOT NULL;

-- Which open items a meeting took along.
CREATE TABLE carry (
  item    INTEGER PRIMARY KEY REFERENCES item (id),
  carried INTEGER NOT NULL REFERENCES item (id),
  meeting INTEGER NOT NULL REFERENCES meeting (item),
  CONSTRAINT carry_once UNIQUE (carried, meeting)
) STRICT;
CREATE INDEX carry_meeting ON carry (meeting);
-- `people` and `workstreams` count what is open from these alone.
CREATE INDEX action_held ON action (owner, due) WHERE done_at IS NULL AND history = 0;
CREATE INDEX action_within ON action (workstream, due) WHERE done_at IS NULL AND history = 0;
-- What is deleted, which is little, is taken off such counts.
CREATE INDEX item_deleted ON item (id) WHERE deleted = 1;
