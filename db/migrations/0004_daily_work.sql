-- What daily work needs beside the facts: names with dates, people sent, pipelines, attachments, charts kept by name.

-- Names and what tells companies apart.
ALTER TABLE alias ADD COLUMN used_from TEXT NOT NULL DEFAULT '' CONSTRAINT alias_used_from CHECK (
    used_from = '' OR used_from GLOB '[0-9][0-9][0-9][0-9]' OR used_from || '-01' IS date(used_from || '-01', '+0 days')
        OR used_from IS date(used_from, '+0 days'));
ALTER TABLE alias ADD COLUMN used_to TEXT NOT NULL DEFAULT '' CONSTRAINT alias_used_to CHECK (
    used_to = '' OR used_to GLOB '[0-9][0-9][0-9][0-9]' OR used_to || '-01' IS date(used_to || '-01', '+0 days')
        OR used_to IS date(used_to, '+0 days'));
ALTER TABLE company ADD COLUMN credit_code TEXT NOT NULL DEFAULT '' CONSTRAINT company_credit_code CHECK (
    credit_code = '' OR (length(credit_code) = 18 AND credit_code NOT GLOB '*[^0-9A-Z]*'));
CREATE INDEX company_by_credit_code ON company (credit_code) WHERE credit_code <> '';
-- A record that was found to be another one: it lies in the trash and says which.
ALTER TABLE record ADD COLUMN merged_into_id INTEGER CONSTRAINT record_merged_into REFERENCES record (id) ON DELETE RESTRICT;

-- Search by name and by figure. Derived, written with search_text, not journalled.
ALTER TABLE search_text ADD COLUMN names TEXT NOT NULL DEFAULT '';  -- the folded names of a record, a line each
ALTER TABLE search_text ADD COLUMN kind TEXT NOT NULL DEFAULT '';
CREATE TABLE search_name (  -- all that a record may be called, folded: what a text equals or begins
    kind   TEXT NOT NULL,
    folded TEXT NOT NULL,
    doc    INTEGER NOT NULL,
    form   INTEGER NOT NULL,  -- 0 name, 1 other name, 2 code or short name, 3 pinyin, 4 initials
    PRIMARY KEY (kind, folded, doc)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_name_by_doc ON search_name (doc);
CREATE TABLE search_word (  -- the words of names, forwards and backwards: one half of a mistyped word is right
    word      TEXT PRIMARY KEY,
    backwards TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX search_word_backwards ON search_word (backwards);
CREATE INDEX claim_by_value ON claim (value_num) WHERE value_num IS NOT NULL;
CREATE INDEX reading_by_value ON reading (value) WHERE deleted_at IS NULL;

-- People sent, sales, visits.
-- Each row hangs on a record, names its source and the place in it, and is kept like a claim. `key` is its short name.

CREATE TABLE posting (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL CONSTRAINT posting_uid UNIQUE,
    key             TEXT NOT NULL CONSTRAINT posting_key UNIQUE,
    people          TEXT NOT NULL CONSTRAINT posting_people CHECK (people NOT GLOB '*[^0-9]*' AND CAST(people AS INTEGER) > 0),
    qualifier       TEXT NOT NULL DEFAULT 'exact' CONSTRAINT posting_qualifier CHECK (
        qualifier IN ('', 'exact', 'more than', 'about', 'up to', 'at least')),
    role            TEXT NOT NULL CONSTRAINT posting_role CHECK (role <> ''),
    batch           TEXT NOT NULL DEFAULT '',
    sending_unit    TEXT NOT NULL CONSTRAINT posting_sending_unit CHECK (sending_unit <> ''),
    receiving_unit  TEXT NOT NULL DEFAULT '',
    place_id        INTEGER CONSTRAINT posting_place REFERENCES place (id) ON DELETE RESTRICT,
    project_id      INTEGER CONSTRAINT posting_project REFERENCES project (id) ON DELETE RESTRICT,
    start_date      TEXT NOT NULL DEFAULT '' CONSTRAINT posting_start_date CHECK (
        CASE WHEN start_date = '' THEN 1
            WHEN start_precision = 'day' THEN start_date IS date(start_date, '+0 days')
            WHEN start_precision IN ('month', 'quarter', 'half') THEN start_date || '-01' IS date(start_date || '-01', '+0 days')
            WHEN start_precision IN ('year', 'decade') THEN start_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    start_precision TEXT NOT NULL DEFAULT '' CONSTRAINT posting_start_precision CHECK (
        start_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    end_date        TEXT NOT NULL DEFAULT '' CONSTRAINT posting_end_date CHECK (
        CASE WHEN end_date = '' THEN 1
            WHEN end_precision = 'day' THEN end_date IS date(end_date, '+0 days')
            WHEN end_precision IN ('month', 'quarter', 'half') THEN end_date || '-01' IS date(end_date || '-01', '+0 days')
            WHEN end_precision IN ('year', 'decade') THEN end_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    end_precision   TEXT NOT NULL DEFAULT '' CONSTRAINT posting_end_precision CHECK (
        end_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    people_as_stated TEXT NOT NULL DEFAULT '',
    note            TEXT NOT NULL DEFAULT '',
    source_id       INTEGER NOT NULL CONSTRAINT posting_source REFERENCES source (id) ON DELETE RESTRICT,
    locator         TEXT NOT NULL DEFAULT '',
    deleted_at      TEXT,
    rev             INTEGER NOT NULL DEFAULT 1,
    folded          TEXT NOT NULL DEFAULT ''    -- derived: what the row is found by
) STRICT;
CREATE INDEX posting_by_place ON posting (place_id);
CREATE INDEX posting_by_project ON posting (project_id);
CREATE INDEX posting_by_source ON posting (source_id);

-- The names of people sent: optional, and the only table from which a row is really removed ("Erase a person").
-- Outside the journal, the search index and every other table.
CREATE TABLE person (
    id         INTEGER PRIMARY KEY,
    posting_id INTEGER NOT NULL CONSTRAINT person_posting REFERENCES posting (id) ON DELETE RESTRICT,
    name       TEXT NOT NULL CONSTRAINT person_name CHECK (trim(name) <> ''),
    folded     TEXT NOT NULL                    -- what the name is found by
) STRICT;
CREATE INDEX person_by_posting ON person (posting_id);

CREATE TABLE sales_channel (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL CONSTRAINT sales_channel_uid UNIQUE,
    key             TEXT NOT NULL CONSTRAINT sales_channel_key UNIQUE,
    company_id      INTEGER NOT NULL CONSTRAINT sales_channel_company REFERENCES company (id) ON DELETE RESTRICT,
    product         TEXT NOT NULL CONSTRAINT sales_channel_product CHECK (product <> ''),
    kind            TEXT NOT NULL CONSTRAINT sales_channel_kind CHECK (kind <> ''),
    channel         TEXT NOT NULL DEFAULT '',
    place_id        INTEGER CONSTRAINT sales_channel_place REFERENCES place (id) ON DELETE RESTRICT,
    start_date      TEXT NOT NULL DEFAULT '' CONSTRAINT sales_channel_start_date CHECK (
        CASE WHEN start_date = '' THEN 1
            WHEN start_precision = 'day' THEN start_date IS date(start_date, '+0 days')
            WHEN start_precision IN ('month', 'quarter', 'half') THEN start_date || '-01' IS date(start_date || '-01', '+0 days')
            WHEN start_precision IN ('year', 'decade') THEN start_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    start_precision TEXT NOT NULL DEFAULT '' CONSTRAINT sales_channel_start_precision CHECK (
        start_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    end_date        TEXT NOT NULL DEFAULT '' CONSTRAINT sales_channel_end_date CHECK (
        CASE WHEN end_date = '' THEN 1
            WHEN end_precision = 'day' THEN end_date IS date(end_date, '+0 days')
            WHEN end_precision IN ('month', 'quarter', 'half') THEN end_date || '-01' IS date(end_date || '-01', '+0 days')
            WHEN end_precision IN ('year', 'decade') THEN end_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    end_precision   TEXT NOT NULL DEFAULT '' CONSTRAINT sales_channel_end_precision CHECK (
        end_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    note            TEXT NOT NULL DEFAULT '',
    source_id       INTEGER NOT NULL CONSTRAINT sales_channel_source REFERENCES source (id) ON DELETE RESTRICT,
    locator         TEXT NOT NULL DEFAULT '',
    deleted_at      TEXT,
    rev             INTEGER NOT NULL DEFAULT 1,
    folded          TEXT NOT NULL DEFAULT ''    -- derived: what the row is found by
) STRICT;
CREATE INDEX sales_channel_by_company ON sales_channel (company_id);
CREATE INDEX sales_channel_by_place ON sales_channel (place_id);
CREATE INDEX sales_channel_by_source ON sales_channel (source_id);

CREATE TABLE admission (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL CONSTRAINT admission_uid UNIQUE,
    key             TEXT NOT NULL CONSTRAINT admission_key UNIQUE,
    place_id        INTEGER NOT NULL CONSTRAINT admission_place REFERENCES place (id) ON DELETE RESTRICT,
    policy          TEXT NOT NULL CONSTRAINT admission_policy CHECK (policy IN ('free', 'reduced', 'full', 'closed')),
    visitors        TEXT NOT NULL DEFAULT '',   -- for whom
    price           TEXT NOT NULL DEFAULT '' CONSTRAINT admission_price CHECK (
        price = '' OR (price NOT GLOB '*[^0-9.]*' AND price GLOB '*[0-9]*')),
    start_date      TEXT NOT NULL DEFAULT '' CONSTRAINT admission_start_date CHECK (
        CASE WHEN start_date = '' THEN 1
            WHEN start_precision = 'day' THEN start_date IS date(start_date, '+0 days')
            WHEN start_precision IN ('month', 'quarter', 'half') THEN start_date || '-01' IS date(start_date || '-01', '+0 days')
            WHEN start_precision IN ('year', 'decade') THEN start_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    start_precision TEXT NOT NULL DEFAULT '' CONSTRAINT admission_start_precision CHECK (
        start_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    end_date        TEXT NOT NULL DEFAULT '' CONSTRAINT admission_end_date CHECK (
        CASE WHEN end_date = '' THEN 1
            WHEN end_precision = 'day' THEN end_date IS date(end_date, '+0 days')
            WHEN end_precision IN ('month', 'quarter', 'half') THEN end_date || '-01' IS date(end_date || '-01', '+0 days')
            WHEN end_precision IN ('year', 'decade') THEN end_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    end_precision   TEXT NOT NULL DEFAULT '' CONSTRAINT admission_end_precision CHECK (
        end_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    note            TEXT NOT NULL DEFAULT '',
    source_id       INTEGER NOT NULL CONSTRAINT admission_source REFERENCES source (id) ON DELETE RESTRICT,
    locator         TEXT NOT NULL DEFAULT '',
    deleted_at      TEXT,
    rev             INTEGER NOT NULL DEFAULT 1,
    folded          TEXT NOT NULL DEFAULT ''    -- derived: what the row is found by
) STRICT;
CREATE INDEX admission_by_place ON admission (place_id);
CREATE INDEX admission_by_source ON admission (source_id);

CREATE TABLE note (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL CONSTRAINT note_uid UNIQUE,
    key             TEXT NOT NULL CONSTRAINT note_key UNIQUE,
    subject_id      INTEGER NOT NULL CONSTRAINT note_subject REFERENCES record (id) ON DELETE RESTRICT,
    text            TEXT NOT NULL CONSTRAINT note_text CHECK (trim(text, char(9, 10, 13, 32, 12288)) <> ''),
    author          TEXT NOT NULL DEFAULT '',
    date            TEXT NOT NULL DEFAULT '' CONSTRAINT note_date CHECK (
        CASE WHEN date = '' THEN 1
            WHEN date_precision = 'day' THEN date IS date(date, '+0 days')
            WHEN date_precision IN ('month', 'quarter', 'half') THEN date || '-01' IS date(date || '-01', '+0 days')
            WHEN date_precision IN ('year', 'decade') THEN date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    date_precision  TEXT NOT NULL DEFAULT '' CONSTRAINT note_date_precision CHECK (
        date_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    deleted_at      TEXT,
    rev             INTEGER NOT NULL DEFAULT 1,
    folded          TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX note_by_subject ON note (subject_id);

-- Stages.
-- One row for each stage that a project reached. `project.stage` says where it stands now.

CREATE TABLE stage_change (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL CONSTRAINT stage_change_uid UNIQUE,
    key             TEXT NOT NULL CONSTRAINT stage_change_key UNIQUE,
    project_id      INTEGER NOT NULL CONSTRAINT stage_change_project REFERENCES project (id) ON DELETE RESTRICT,
    stage           TEXT NOT NULL CONSTRAINT stage_change_stage CHECK (
        stage IN ('identified', 'matched', 'signed', 'under_construction', 'operating', 'ended', 'cancelled')),
    date            TEXT NOT NULL DEFAULT '' CONSTRAINT stage_change_date CHECK (
        CASE WHEN date = '' THEN 1
            WHEN date_precision = 'day' THEN date IS date(date, '+0 days')
            WHEN date_precision IN ('month', 'quarter', 'half') THEN date || '-01' IS date(date || '-01', '+0 days')
            WHEN date_precision IN ('year', 'decade') THEN date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    date_precision  TEXT NOT NULL DEFAULT '' CONSTRAINT stage_change_date_precision CHECK (
        date_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    note            TEXT NOT NULL DEFAULT '',
    source_id       INTEGER CONSTRAINT stage_change_source REFERENCES source (id) ON DELETE RESTRICT,
    locator         TEXT NOT NULL DEFAULT '',
    deleted_at      TEXT,
    rev             INTEGER NOT NULL DEFAULT 1,
    folded          TEXT NOT NULL DEFAULT ''    -- derived: what the row is found by
) STRICT;
CREATE INDEX stage_change_by_project ON stage_change (project_id);
CREATE INDEX stage_change_by_source ON stage_change (source_id);

-- Attachments.
-- A file on a record: what it was called is only text. Its bytes stand once under their SHA-256, outside the journal.

CREATE TABLE attachment_content (
    hash    TEXT PRIMARY KEY CONSTRAINT attachment_content_hash CHECK (length(hash) = 64),
    data    BLOB NOT NULL,
    picture BLOB NOT NULL                       -- small, PNG; empty where there is none
) STRICT;
CREATE TABLE attachment (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL CONSTRAINT attachment_uid UNIQUE,
    key        TEXT NOT NULL CONSTRAINT attachment_key UNIQUE,
    subject_id INTEGER NOT NULL CONSTRAINT attachment_subject REFERENCES record (id) ON DELETE RESTRICT,
    name       TEXT NOT NULL CONSTRAINT attachment_name CHECK (name <> ''),
    type       TEXT NOT NULL CONSTRAINT attachment_type CHECK (
        type IN ('pdf', 'png', 'jpeg', 'text', 'document', 'spreadsheet', 'other')),
    size       TEXT NOT NULL CONSTRAINT attachment_size CHECK (size NOT GLOB '*[^0-9]*' AND size <> ''),
    hash       TEXT NOT NULL CONSTRAINT attachment_hash REFERENCES attachment_content (hash) ON DELETE RESTRICT,
    deleted_at TEXT,
    rev        INTEGER NOT NULL DEFAULT 1,
    folded     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attachment_by_subject ON attachment (subject_id);
CREATE INDEX attachment_by_hash ON attachment (hash);

-- Charts kept by name.

CREATE TABLE chart_spec (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL CONSTRAINT chart_spec_uid UNIQUE,
    name        TEXT NOT NULL CONSTRAINT chart_spec_name CHECK (name <> ''),
    spec        TEXT NOT NULL CONSTRAINT chart_spec_spec CHECK (spec <> ''),  -- what is drawn, canonical; rows by uid
    deleted_at  TEXT,
    rev         INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Import and templates.

CREATE TABLE import_template (  -- which column of a partner's table went into which field; no fact, outside the history
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL,
    source_key TEXT NOT NULL DEFAULT '',  -- the source the table was imported as; empty for none
    headers    TEXT NOT NULL,             -- names of the columns, a JSON list
    columns    TEXT NOT NULL,             -- field by column, values for all rows: what domain/mapping.py reads
    used_at    TEXT NOT NULL,
    CONSTRAINT import_template_once UNIQUE (kind, source_key, headers)
) STRICT;

CREATE TABLE form_template (  -- what a new record of a kind may begin with
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL CONSTRAINT form_template_uid UNIQUE,
    kind         TEXT NOT NULL CONSTRAINT form_template_kind CHECK (kind <> ''),
    name         TEXT NOT NULL CONSTRAINT form_template_name CHECK (name <> ''),
    field_values TEXT NOT NULL CONSTRAINT form_template_values CHECK (field_values <> ''),  -- exported values by field
    deleted_at   TEXT,
    rev          INTEGER NOT NULL DEFAULT 1
) STRICT;
