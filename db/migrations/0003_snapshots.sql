-- Pages as they were printed: what stood on them, what they were made of, the finished file itself.
-- A row never changes but for its trash mark; notes are rows of their own. What is large stands in snapshot_content,
-- outside the journal: the journalled row holds its hashes, so that a change of it is found.

CREATE TABLE snapshot (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL CONSTRAINT snapshot_uid UNIQUE,
    serial       TEXT NOT NULL CONSTRAINT snapshot_serial UNIQUE,
    number       INTEGER NOT NULL CONSTRAINT snapshot_number UNIQUE CONSTRAINT snapshot_counts CHECK (number > 0),
    made_at      TEXT NOT NULL,                 -- UTC, ISO 8601
    who          TEXT NOT NULL DEFAULT '',
    unit         TEXT NOT NULL DEFAULT '',
    report       TEXT NOT NULL DEFAULT '',      -- how the page can be asked for again; empty: it cannot
    about        TEXT NOT NULL DEFAULT '',      -- a chart's id, a kind, a record as KIND/KEY
    title        TEXT NOT NULL,
    language     TEXT NOT NULL CONSTRAINT snapshot_language CHECK (language IN ('en', 'zh_CN')),
    paper        TEXT NOT NULL,                 -- A4 portrait
    pages        INTEGER NOT NULL CONSTRAINT snapshot_pages CHECK (pages > 0),
    as_of        TEXT NOT NULL,
    filters      TEXT NOT NULL DEFAULT '',      -- in the words of the page
    sources      INTEGER NOT NULL DEFAULT 0,    -- how many
    journal_hash TEXT NOT NULL,                 -- of the newest operation when the facts were read
    data_hash    TEXT NOT NULL CONSTRAINT snapshot_data_hash CHECK (length(data_hash) = 64),
    pdf_hash     TEXT NOT NULL CONSTRAINT snapshot_pdf_hash CHECK (length(pdf_hash) = 64),
    deleted_at   TEXT,
    rev          INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX snapshot_by_pdf ON snapshot (pdf_hash);

CREATE TABLE snapshot_content (
    snapshot_id INTEGER PRIMARY KEY REFERENCES snapshot (id) ON DELETE RESTRICT,
    data        TEXT NOT NULL,                  -- the values the page was made of
    pdf         BLOB NOT NULL,                  -- the page
    picture     BLOB NOT NULL                   -- its first sheet, small, PNG
) STRICT;

CREATE TABLE snapshot_note (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL CONSTRAINT snapshot_note_uid UNIQUE,
    snapshot_id INTEGER NOT NULL REFERENCES snapshot (id) ON DELETE RESTRICT,
    text        TEXT NOT NULL CONSTRAINT snapshot_note_text CHECK (trim(text, char(9, 10, 13, 32, 12288)) <> ''),
    deleted_at  TEXT,
    rev         INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX snapshot_note_by_snapshot ON snapshot_note (snapshot_id) WHERE deleted_at IS NULL;
