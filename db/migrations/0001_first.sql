-- The first schema. Every table is STRICT; names of constraints are what error messages of the store look up.
-- Words: an empty text means "not stated"; a link that is not stated is NULL.

CREATE TABLE setting (  -- what belongs to the file and not to a person: its own id, when it was made
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- What people did: one row an operation, one transaction, one step of undo.
CREATE TABLE operation (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL CONSTRAINT operation_uid UNIQUE,
    at           TEXT NOT NULL,                 -- UTC, ISO 8601; order is by id, never by time
    who          TEXT NOT NULL DEFAULT '',
    unit         TEXT NOT NULL DEFAULT '',
    label        TEXT NOT NULL,                 -- English sentence, translated when shown
    label_values TEXT NOT NULL DEFAULT '{}',
    action       TEXT NOT NULL DEFAULT 'do' CONSTRAINT operation_action CHECK (action IN ('do', 'undo', 'redo')),
    target_id    INTEGER CONSTRAINT operation_target REFERENCES operation (id) ON DELETE RESTRICT,
    prev_hash    TEXT NOT NULL,
    hash         TEXT                           -- set once, just before COMMIT
) STRICT;

CREATE TABLE open_operation (  -- the operation whose transaction is open; empty between transactions
    id           INTEGER PRIMARY KEY CONSTRAINT open_operation_one CHECK (id = 1),
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE journal (  -- one row for an inserted row (col NULL, after = its values quoted), one a changed column
    id           INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE RESTRICT,
    tbl          TEXT NOT NULL,
    row_id       INTEGER NOT NULL,
    col          TEXT,
    before       ANY,
    after        ANY
) STRICT;
CREATE INDEX journal_by_operation ON journal (operation_id);
CREATE INDEX journal_by_row ON journal (tbl, row_id);

CREATE TABLE undo_stack (  -- operations that undo takes back, the newest last
    position     INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE RESTRICT
) STRICT;
CREATE TABLE redo_stack (
    position     INTEGER PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE RESTRICT
) STRICT;

-- Identity. `key` is the short name for people, unique in its kind and never reused.
CREATE TABLE record (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL CONSTRAINT record_uid UNIQUE,
    kind       TEXT NOT NULL CONSTRAINT record_kind CHECK (kind IN ('project', 'company', 'place', 'event', 'source')),
    key        TEXT NOT NULL CONSTRAINT record_key_shape CHECK (key GLOB '[a-z]*' AND key NOT GLOB '*[^a-z0-9_]*'),
    deleted_at TEXT,
    rev        INTEGER NOT NULL DEFAULT 1,
    sort_en    TEXT NOT NULL DEFAULT '',        -- derived from the names: folded, pinyin
    sort_zh    TEXT NOT NULL DEFAULT '',
    CONSTRAINT record_key UNIQUE (kind, key)
) STRICT;
CREATE INDEX record_by_sort_en ON record (kind, sort_en, id) WHERE deleted_at IS NULL;
CREATE INDEX record_by_sort_zh ON record (kind, sort_zh, id) WHERE deleted_at IS NULL;
CREATE INDEX record_in_trash ON record (kind) WHERE deleted_at IS NOT NULL;

CREATE TABLE source (
    id               INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE RESTRICT,
    title            TEXT NOT NULL CONSTRAINT source_title CHECK (title <> ''),
    publisher        TEXT NOT NULL DEFAULT '',
    author           TEXT NOT NULL DEFAULT '',
    published_on     TEXT NOT NULL DEFAULT '' CONSTRAINT source_published_on CHECK (
        published_on = '' OR published_on GLOB '[0-9][0-9][0-9][0-9]' OR published_on || '-01' IS date(published_on || '-01', '+0 days')
            OR published_on IS date(published_on, '+0 days')),
    accessed_on      TEXT NOT NULL DEFAULT '' CONSTRAINT source_accessed_on CHECK (
        accessed_on = '' OR accessed_on GLOB '[0-9][0-9][0-9][0-9]' OR accessed_on || '-01' IS date(accessed_on || '-01', '+0 days')
            OR accessed_on IS date(accessed_on, '+0 days')),
    url              TEXT NOT NULL DEFAULT '' CONSTRAINT source_url CHECK (
        url = '' OR url GLOB 'http://*' OR url GLOB 'https://*'),
    language         TEXT NOT NULL DEFAULT '' CONSTRAINT source_language CHECK (
        language IN ('', 'en', 'zh', 'es', 'ru')),
    kind             TEXT NOT NULL CONSTRAINT source_kind CHECK (
        kind IN ('news', 'company', 'government', 'research', 'encyclopedia')),
    reliability_note TEXT NOT NULL DEFAULT '',
    published_year   INTEGER GENERATED ALWAYS AS (CASE WHEN published_on <> '' THEN CAST(substr(published_on, 1, 4) AS INTEGER) END) VIRTUAL
) STRICT;

CREATE TABLE place (
    id        INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE RESTRICT,
    name_en   TEXT NOT NULL DEFAULT '',
    name_zh   TEXT NOT NULL DEFAULT '',
    kind      TEXT NOT NULL CONSTRAINT place_kind CHECK (
        kind IN ('country', 'province', 'prefecture', 'city', 'county', 'district', 'town', 'region', 'zone', 'lake', 'river', 'mountain', 'scenic_area', 'site', 'observatory')),
    parent_id INTEGER CONSTRAINT place_parent REFERENCES place (id) ON DELETE RESTRICT,
    latitude  TEXT NOT NULL DEFAULT '' CONSTRAINT place_latitude CHECK (
        latitude = '' OR CAST(latitude AS REAL) BETWEEN -90 AND 90),
    longitude TEXT NOT NULL DEFAULT '' CONSTRAINT place_longitude CHECK (
        longitude = '' OR CAST(longitude AS REAL) BETWEEN -180 AND 180),
    CONSTRAINT place_name CHECK (name_en <> '' OR name_zh <> ''),
    CONSTRAINT place_not_in_itself CHECK (parent_id IS NOT id)
) STRICT;
CREATE INDEX place_by_parent ON place (parent_id);

CREATE TABLE company (
    id            INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE RESTRICT,
    name_en       TEXT NOT NULL DEFAULT '',
    name_zh       TEXT NOT NULL DEFAULT '',
    kind          TEXT NOT NULL CONSTRAINT company_kind CHECK (
        kind IN ('company', 'subsidiary', 'state_group', 'brand', 'bank', 'institute', 'association', 'government_body')),
    parent_id     INTEGER CONSTRAINT company_parent REFERENCES company (id) ON DELETE RESTRICT,
    home_place_id INTEGER CONSTRAINT company_home_place REFERENCES place (id) ON DELETE RESTRICT,
    industry      TEXT NOT NULL DEFAULT '',
    note          TEXT NOT NULL DEFAULT '',
    CONSTRAINT company_name CHECK (name_en <> '' OR name_zh <> ''),
    CONSTRAINT company_not_its_own_owner CHECK (parent_id IS NOT id)
) STRICT;
CREATE INDEX company_by_parent ON company (parent_id);
CREATE INDEX company_by_home_place ON company (home_place_id);
CREATE INDEX company_by_industry ON company (industry);

CREATE TABLE project (
    id              INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE RESTRICT,
    name_en         TEXT NOT NULL DEFAULT '',
    name_zh         TEXT NOT NULL DEFAULT '',
    industry        TEXT NOT NULL DEFAULT '',
    kind            TEXT NOT NULL CONSTRAINT project_kind CHECK (
        kind IN ('programme', 'platform', 'power_plant', 'factory', 'telescope', 'relocation', 'infrastructure', 'housing', 'social', 'tourism', 'agriculture', 'industrial_zone')),
    status          TEXT NOT NULL CONSTRAINT project_status CHECK (
        status IN ('active', 'operating', 'under_construction', 'planned', 'signed', 'halted', 'completed', 'unknown')),
    stage           TEXT NOT NULL DEFAULT '' CONSTRAINT project_stage CHECK (
        stage IN ('', 'identified', 'matched', 'signed', 'under_construction', 'operating', 'ended', 'cancelled')),
    direction       TEXT NOT NULL DEFAULT '' CONSTRAINT project_direction CHECK (
        direction IN ('', 'to_delingha', 'to_hangzhou', 'both_ways')),
    place_id        INTEGER CONSTRAINT project_place REFERENCES place (id) ON DELETE RESTRICT,
    start_date      TEXT NOT NULL DEFAULT '' CONSTRAINT project_start_date CHECK (
        CASE WHEN start_date = '' THEN 1
            WHEN start_precision = 'day' THEN start_date IS date(start_date, '+0 days')
            WHEN start_precision IN ('month', 'quarter', 'half') THEN start_date || '-01' IS date(start_date || '-01', '+0 days')
            WHEN start_precision IN ('year', 'decade') THEN start_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    start_precision TEXT NOT NULL DEFAULT '' CONSTRAINT project_start_precision CHECK (
        start_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    end_date        TEXT NOT NULL DEFAULT '' CONSTRAINT project_end_date CHECK (
        CASE WHEN end_date = '' THEN 1
            WHEN end_precision = 'day' THEN end_date IS date(end_date, '+0 days')
            WHEN end_precision IN ('month', 'quarter', 'half') THEN end_date || '-01' IS date(end_date || '-01', '+0 days')
            WHEN end_precision IN ('year', 'decade') THEN end_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    end_precision   TEXT NOT NULL DEFAULT '' CONSTRAINT project_end_precision CHECK (
        end_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    capacity        TEXT NOT NULL DEFAULT '' CONSTRAINT project_capacity CHECK (
        capacity = '' OR CAST(capacity AS REAL) >= 0 AND (capacity = '' OR (capacity NOT GLOB '*[^0-9.-]*' AND capacity GLOB '*[0-9]*'))),
    capacity_unit   TEXT NOT NULL DEFAULT '',
    investment_cny  TEXT NOT NULL DEFAULT '' CONSTRAINT project_investment CHECK (
        investment_cny = '' OR CAST(investment_cny AS REAL) >= 0 AND (investment_cny = '' OR (investment_cny NOT GLOB '*[^0-9.-]*' AND investment_cny GLOB '*[0-9]*'))),
    note            TEXT NOT NULL DEFAULT '',
    start_year      INTEGER GENERATED ALWAYS AS (CASE WHEN start_date <> '' THEN CAST(substr(start_date, 1, 4) AS INTEGER) END) VIRTUAL,
    capacity_num    REAL GENERATED ALWAYS AS (CASE WHEN capacity <> '' THEN CAST(capacity AS REAL) END) VIRTUAL,
    investment_num  REAL GENERATED ALWAYS AS (CASE WHEN investment_cny <> '' THEN CAST(investment_cny AS REAL) END) VIRTUAL,
    CONSTRAINT project_name CHECK (name_en <> '' OR name_zh <> '')
) STRICT;
CREATE INDEX project_by_place ON project (place_id);
CREATE INDEX project_by_industry ON project (industry);
CREATE INDEX project_by_status ON project (status);
CREATE INDEX project_by_stage ON project (stage);
CREATE INDEX project_by_start ON project (start_date);
CREATE INDEX project_by_year ON project (start_year);
CREATE INDEX project_by_capacity ON project (capacity_num);
CREATE INDEX project_by_investment ON project (investment_num);

CREATE TABLE event (
    id             INTEGER PRIMARY KEY REFERENCES record (id) ON DELETE RESTRICT,
    date           TEXT NOT NULL DEFAULT '' CONSTRAINT event_date CHECK (
        CASE WHEN date = '' THEN 1
            WHEN date_precision = 'day' THEN date IS date(date, '+0 days')
            WHEN date_precision IN ('month', 'quarter', 'half') THEN date || '-01' IS date(date || '-01', '+0 days')
            WHEN date_precision IN ('year', 'decade') THEN date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    date_precision TEXT NOT NULL CONSTRAINT event_date_precision CHECK (
        date_precision IN ('day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    end_date       TEXT NOT NULL DEFAULT '' CONSTRAINT event_end_date CHECK (
        CASE WHEN end_date = '' THEN 1
            WHEN date_precision = 'day' THEN end_date IS date(end_date, '+0 days')
            WHEN date_precision IN ('month', 'quarter', 'half') THEN end_date || '-01' IS date(end_date || '-01', '+0 days')
            WHEN date_precision IN ('year', 'decade') THEN end_date GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    title_en       TEXT NOT NULL DEFAULT '',
    title_zh       TEXT NOT NULL DEFAULT '',
    kind           TEXT NOT NULL CONSTRAINT event_kind CHECK (
        kind IN ('policy', 'programme', 'agreement', 'visit', 'market', 'publication', 'establishment', 'investment', 'construction', 'commissioning', 'record', 'outage', 'disaster', 'transport', 'education', 'agriculture', 'tourism', 'astronomy')),
    project_id     INTEGER CONSTRAINT event_project REFERENCES project (id) ON DELETE RESTRICT,
    company_id     INTEGER CONSTRAINT event_company REFERENCES company (id) ON DELETE RESTRICT,
    place_id       INTEGER CONSTRAINT event_place REFERENCES place (id) ON DELETE RESTRICT,
    summary        TEXT NOT NULL DEFAULT '',
    date_as_stated TEXT NOT NULL DEFAULT '',
    earliest       TEXT NOT NULL DEFAULT '',    -- derived from date, end_date and precision
    latest         TEXT NOT NULL DEFAULT '',
    year           INTEGER GENERATED ALWAYS AS (CASE WHEN date <> '' THEN CAST(substr(date, 1, 4) AS INTEGER) END) VIRTUAL,
    CONSTRAINT event_title CHECK (title_en <> '' OR title_zh <> '')
) STRICT;
CREATE INDEX event_by_project ON event (project_id);
CREATE INDEX event_by_company ON event (company_id);
CREATE INDEX event_by_place ON event (place_id);
CREATE INDEX event_by_earliest ON event (earliest);
CREATE INDEX event_by_year ON event (year, kind);

CREATE TABLE alias (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL CONSTRAINT alias_uid UNIQUE,
    record_id  INTEGER NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
    text       TEXT NOT NULL CONSTRAINT alias_text CHECK (text <> ''),
    kind       TEXT NOT NULL CONSTRAINT alias_kind CHECK (kind IN ('former', 'short', 'other', 'misspelling')),
    language   TEXT NOT NULL DEFAULT '',
    deleted_at TEXT,
    rev        INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX alias_by_record ON alias (record_id);

CREATE TABLE measure (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL CONSTRAINT measure_uid UNIQUE,
    key         TEXT NOT NULL CONSTRAINT measure_key UNIQUE,
    name_en     TEXT NOT NULL,
    name_zh     TEXT NOT NULL DEFAULT '',
    unit        TEXT NOT NULL DEFAULT '',
    dimension   TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    flow        TEXT NOT NULL DEFAULT '' CONSTRAINT measure_flow CHECK (flow IN ('', 'stock', 'flow')),
    rev         INTEGER NOT NULL DEFAULT 1
) STRICT;

-- One source's statement about one record. The printed words stay for ever; `value` is the truth, `value_num` its shadow
-- for order and drawing.
CREATE TABLE claim (
    id               INTEGER PRIMARY KEY,
    uid              TEXT NOT NULL CONSTRAINT claim_uid UNIQUE,
    key              TEXT NOT NULL CONSTRAINT claim_key UNIQUE,
    subject_id       INTEGER NOT NULL CONSTRAINT claim_subject REFERENCES record (id) ON DELETE RESTRICT,
    measure_id       INTEGER NOT NULL CONSTRAINT claim_measure REFERENCES measure (id) ON DELETE RESTRICT,
    value            TEXT NOT NULL DEFAULT '' CONSTRAINT claim_value CHECK (value = '' OR (value NOT GLOB '*[^0-9.-]*' AND value GLOB '*[0-9]*')),
    value_as_stated  TEXT NOT NULL CONSTRAINT claim_value_as_stated CHECK (value_as_stated <> ''),
    unit             TEXT NOT NULL DEFAULT '',
    qualifier        TEXT NOT NULL DEFAULT 'exact' CONSTRAINT claim_qualifier CHECK (
        qualifier IN ('', 'exact', 'more than', 'about', 'up to', 'at least')),
    period_start     TEXT NOT NULL DEFAULT '' CONSTRAINT claim_period_start CHECK (
        CASE WHEN period_start = '' THEN 1
            WHEN period_precision = 'day' THEN period_start IS date(period_start, '+0 days')
            WHEN period_precision IN ('month', 'quarter', 'half') THEN period_start || '-01' IS date(period_start || '-01', '+0 days')
            WHEN period_precision IN ('year', 'decade') THEN period_start GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    period_end       TEXT NOT NULL DEFAULT '' CONSTRAINT claim_period_end CHECK (
        CASE WHEN period_end = '' THEN 1
            WHEN period_precision = 'day' THEN period_end IS date(period_end, '+0 days')
            WHEN period_precision IN ('month', 'quarter', 'half') THEN period_end || '-01' IS date(period_end || '-01', '+0 days')
            WHEN period_precision IN ('year', 'decade') THEN period_end GLOB '[0-9][0-9][0-9][0-9]'
            ELSE 0 END),
    period_precision TEXT NOT NULL DEFAULT 'unknown' CONSTRAINT claim_period_precision CHECK (
        period_precision IN ('', 'day', 'month', 'quarter', 'half', 'year', 'decade', 'unknown')),
    period_as_stated TEXT NOT NULL DEFAULT '',
    nature           TEXT NOT NULL CONSTRAINT claim_nature CHECK (
        nature IN ('actual', 'planned', 'design', 'estimate')),
    rank             TEXT NOT NULL DEFAULT 'normal' CONSTRAINT claim_rank CHECK (
        rank IN ('preferred', 'normal', 'deprecated')),
    assessment       TEXT NOT NULL DEFAULT '' CONSTRAINT claim_assessment CHECK (
        assessment IN ('', 'accepted', 'unverified', 'disputed', 'implausible')),
    assessment_note  TEXT NOT NULL DEFAULT '',
    earliest         TEXT NOT NULL DEFAULT '',  -- derived from the period
    latest           TEXT NOT NULL DEFAULT '',
    deleted_at       TEXT,
    rev              INTEGER NOT NULL DEFAULT 1,
    value_num        REAL GENERATED ALWAYS AS (CASE WHEN value <> '' THEN CAST(value AS REAL) END) VIRTUAL,
    year             INTEGER GENERATED ALWAYS AS (CASE WHEN latest <> '' THEN CAST(substr(latest, 1, 4) AS INTEGER)
                         WHEN earliest <> '' THEN CAST(substr(earliest, 1, 4) AS INTEGER) END) VIRTUAL
) STRICT;
CREATE INDEX claim_by_subject ON claim (subject_id, measure_id);
CREATE INDEX claim_by_measure ON claim (measure_id, value_num);
CREATE INDEX claim_by_year ON claim (year);
CREATE INDEX claim_in_trash ON claim (id) WHERE deleted_at IS NOT NULL;

CREATE TABLE participation (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL CONSTRAINT participation_uid UNIQUE,
    project_id INTEGER NOT NULL CONSTRAINT participation_project REFERENCES project (id) ON DELETE RESTRICT,
    company_id INTEGER NOT NULL CONSTRAINT participation_company REFERENCES company (id) ON DELETE RESTRICT,
    role       TEXT NOT NULL CONSTRAINT participation_role CHECK (role <> ''),
    deleted_at TEXT,
    rev        INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT participation_once UNIQUE (project_id, company_id, role)
) STRICT;
CREATE INDEX participation_by_company ON participation (company_id);

-- The place in a source that supports or contradicts a record, a claim or a participation.
CREATE TABLE citation (
    id               INTEGER PRIMARY KEY,
    uid              TEXT NOT NULL CONSTRAINT citation_uid UNIQUE,
    record_id        INTEGER REFERENCES record (id) ON DELETE RESTRICT,
    claim_id         INTEGER REFERENCES claim (id) ON DELETE RESTRICT,
    participation_id INTEGER REFERENCES participation (id) ON DELETE RESTRICT,
    source_id        INTEGER NOT NULL CONSTRAINT citation_source REFERENCES source (id) ON DELETE RESTRICT,
    locator          TEXT NOT NULL DEFAULT '',
    stance           TEXT NOT NULL DEFAULT 'supports' CONSTRAINT citation_stance CHECK (
        stance IN ('supports', 'contradicts', 'mentions')),
    ordinal          INTEGER NOT NULL DEFAULT 1,   -- 1 is the one shown first and exported as source_key
    deleted_at       TEXT,
    rev              INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT citation_of_one CHECK (
        (record_id IS NOT NULL) + (claim_id IS NOT NULL) + (participation_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX citation_by_record ON citation (record_id, ordinal) WHERE record_id IS NOT NULL;
CREATE INDEX citation_by_claim ON citation (claim_id, ordinal) WHERE claim_id IS NOT NULL;
CREATE INDEX citation_by_participation ON citation (participation_id) WHERE participation_id IS NOT NULL;
CREATE INDEX citation_by_source ON citation (source_id, claim_id, record_id, deleted_at);

CREATE TABLE claim_relation (  -- how a claim stands to another
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL CONSTRAINT claim_relation_uid UNIQUE,
    claim_id   INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    other_id   INTEGER NOT NULL REFERENCES claim (id) ON DELETE RESTRICT,
    relation   TEXT NOT NULL CONSTRAINT claim_relation_kind CHECK (
        relation IN ('disputes', 'same', 'other_scope', 'part_of', 'corrects', 'supersedes')),
    deleted_at TEXT,
    rev        INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT claim_relation_not_itself CHECK (claim_id <> other_id)
) STRICT;
CREATE INDEX claim_relation_by_claim ON claim_relation (claim_id);
CREATE INDEX claim_relation_by_other ON claim_relation (other_id);

-- Search: doc = 2 × record.id, or 2 × claim.id + 1. `folded` is what is searched, the index its two-character words.
CREATE TABLE search_text (
    doc    INTEGER PRIMARY KEY,
    folded TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_index USING fts5 (words, content = '', detail = none, tokenize = 'unicode61 remove_diacritics 0');
