-- Readings, decisions, dismissals and who took over from whom: what people said about the figures, each with a reason.
-- A reason is kept for ever and is never blank.

CREATE TABLE reading (  -- how the printed number of a claim is understood; the print itself stays
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL CONSTRAINT reading_uid UNIQUE,
    claim_id   INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    name       TEXT NOT NULL CONSTRAINT reading_name CHECK (name <> ''),
    factor     TEXT NOT NULL DEFAULT '',        -- what the print is multiplied by: 0.01, 1/15
    printed    TEXT NOT NULL CONSTRAINT reading_printed CHECK (printed <> ''),  -- the value it was made from: it holds only while the claim says so
    value      TEXT NOT NULL CONSTRAINT reading_value CHECK (value <> '' AND value NOT GLOB '*[^0-9.-]*' AND value GLOB '*[0-9]*'),
    unit       TEXT NOT NULL DEFAULT '',
    reason     TEXT NOT NULL CONSTRAINT reading_reason CHECK (trim(reason, char(9, 10, 13, 32, 12288)) <> ''),
    deleted_at TEXT,
    rev        INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX reading_by_claim ON reading (claim_id) WHERE deleted_at IS NULL;

CREATE TABLE decision (  -- which of several claims on a figure is preferred; claim.rank is the result of the newest
    id               INTEGER PRIMARY KEY,
    uid              TEXT NOT NULL CONSTRAINT decision_uid UNIQUE,
    subject_id       INTEGER NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
    measure_id       INTEGER NOT NULL REFERENCES measure (id) ON DELETE RESTRICT,
    nature           TEXT NOT NULL DEFAULT '',
    period_start     TEXT NOT NULL DEFAULT '',
    period_end       TEXT NOT NULL DEFAULT '',
    period_precision TEXT NOT NULL DEFAULT '',
    claim_id         INTEGER REFERENCES claim (id) ON DELETE RESTRICT,
    choice           TEXT NOT NULL CONSTRAINT decision_choice CHECK (choice IN ('preferred', 'normal', 'deprecated', 'unsettled')),
    reason           TEXT NOT NULL CONSTRAINT decision_reason CHECK (trim(reason, char(9, 10, 13, 32, 12288)) <> ''),
    deleted_at       TEXT,
    rev              INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT decision_of_a_claim CHECK ((claim_id IS NULL) = (choice = 'unsettled'))
) STRICT;
CREATE INDEX decision_by_figure ON decision (subject_id, measure_id);
CREATE INDEX decision_by_claim ON decision (claim_id);

CREATE TABLE dismissal (  -- a finding that somebody looked at and set aside
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL CONSTRAINT dismissal_uid UNIQUE,
    rule       TEXT NOT NULL CONSTRAINT dismissal_rule CHECK (rule <> ''),
    claim_id   INTEGER REFERENCES claim (id) ON DELETE RESTRICT,
    record_id  INTEGER REFERENCES record (id) ON DELETE RESTRICT,
    printed    TEXT NOT NULL DEFAULT '',        -- the claim's value then: another value is another finding
    others     TEXT NOT NULL DEFAULT '',        -- uids of the other claims it rested on, blank between: a newcomer opens it again
    reason     TEXT NOT NULL CONSTRAINT dismissal_reason CHECK (trim(reason, char(9, 10, 13, 32, 12288)) <> ''),
    deleted_at TEXT,
    rev        INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT dismissal_of_one CHECK ((claim_id IS NULL) + (record_id IS NULL) = 1)
) STRICT;
CREATE INDEX dismissal_by_claim ON dismissal (claim_id) WHERE claim_id IS NOT NULL;
CREATE INDEX dismissal_by_record ON dismissal (record_id) WHERE record_id IS NOT NULL;

CREATE TABLE source_relation (  -- a source that took over from another: its word does not count a second time
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL CONSTRAINT source_relation_uid UNIQUE,
    source_id  INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
    other_id   INTEGER NOT NULL REFERENCES source (id) ON DELETE RESTRICT,
    relation   TEXT NOT NULL DEFAULT 'derived_from' CONSTRAINT source_relation_kind CHECK (relation = 'derived_from'),
    note       TEXT NOT NULL CONSTRAINT source_relation_note CHECK (trim(note, char(9, 10, 13, 32, 12288)) <> ''),
    deleted_at TEXT,
    rev        INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT source_relation_not_itself CHECK (source_id <> other_id)
) STRICT;
CREATE INDEX source_relation_by_source ON source_relation (source_id) WHERE deleted_at IS NULL;
CREATE INDEX source_relation_by_other ON source_relation (other_id) WHERE deleted_at IS NULL;

-- Relations that people make carry a reason; those that came with the facts have none.
ALTER TABLE claim_relation ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- What the rules found: worked out again whenever a claim changes, never part of the history.
CREATE TABLE finding (
    id        INTEGER PRIMARY KEY,
    rule      TEXT NOT NULL,
    severity  INTEGER NOT NULL,                 -- 0 info, 1 warning, 2 error
    claim_id  INTEGER REFERENCES claim (id) ON DELETE RESTRICT,
    record_id INTEGER REFERENCES record (id) ON DELETE RESTRICT,
    mark      TEXT NOT NULL DEFAULT '',         -- the trust mark it earns its claim
    others    TEXT NOT NULL DEFAULT '',         -- uids of the other claims it rests on, blank between
    weight    INTEGER NOT NULL DEFAULT 0,       -- how much depends on it
    body      TEXT NOT NULL                     -- the finding whole, with its words and proposals
) STRICT;
CREATE INDEX finding_by_claim ON finding (claim_id);
CREATE INDEX finding_by_record ON finding (record_id);
CREATE INDEX finding_by_weight ON finding (severity DESC, weight DESC, id);
