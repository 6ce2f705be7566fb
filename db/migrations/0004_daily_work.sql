-- What daily work needs beside the facts: names with dates, people sent, pipelines, attachments, charts kept by name.

-- Names and what tells companies apart.

-- People sent, sales, visits.

-- Stages.

-- Attachments.

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
