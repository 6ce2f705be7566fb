-- One view a kind, with the columns of the seed files in their order, then the fields we add. Every value is a string as
-- exported; `id` and `deleted_at` come last and are not exported. Re-created after every migration.

-- An other name as a table says it (domain/other_names.py reads it back): a name that could be taken for several stands in
-- quotation marks, kind, language and dates stand in brackets behind it.
CREATE VIEW v_other_names AS
SELECT record_id, id,
       CASE WHEN instr(text, ';') OR instr(text, '；') OR instr(text, char(10)) OR substr(text, 1, 1) = '"' OR text <> trim(text)
            THEN '"' || replace(text, '"', '""') || '"' ELSE text END
       || ' (' || kind || iif(language = '', '', ', ' || language)
       || iif(used_from = '' AND used_to = '', '', ', ' || used_from || '–' || used_to) || ')' AS said
FROM alias WHERE deleted_at IS NULL;

CREATE VIEW v_sources AS
SELECT record.key, title, publisher, author, published_on, accessed_on, url, language, source.kind, reliability_note,
       record.uid, ifnull((SELECT group_concat(said, '; ') FROM (SELECT said FROM v_other_names AS o WHERE o.record_id = record.id ORDER BY o.id)), '')
       AS other_names,
       record.id, record.deleted_at
FROM source JOIN record ON record.id = source.id;

CREATE VIEW v_places AS
SELECT record.key, name_en, name_zh, place.kind, ifnull(parent.key, '') AS parent_key, latitude, longitude,
       ifnull(cited_source.key, '') AS source_key, ifnull(cited.locator, '') AS locator,
       record.uid, ifnull((SELECT group_concat(said, '; ') FROM (SELECT said FROM v_other_names AS o WHERE o.record_id = record.id ORDER BY o.id)), '')
       AS other_names,
       record.id, record.deleted_at
FROM place JOIN record ON record.id = place.id
LEFT JOIN record AS parent ON parent.id = place.parent_id
LEFT JOIN citation AS cited ON cited.record_id = record.id AND cited.ordinal = 1 AND cited.deleted_at IS NULL
LEFT JOIN record AS cited_source ON cited_source.id = cited.source_id;

CREATE VIEW v_companies AS
SELECT record.key, name_en, name_zh, company.kind, ifnull(parent.key, '') AS parent_key,
       ifnull(home.key, '') AS home_place_key, industry, note,
       ifnull(cited_source.key, '') AS source_key, ifnull(cited.locator, '') AS locator, credit_code,
       record.uid, ifnull((SELECT group_concat(said, '; ') FROM (SELECT said FROM v_other_names AS o WHERE o.record_id = record.id ORDER BY o.id)), '')
       AS other_names,
       record.id, record.deleted_at
FROM company JOIN record ON record.id = company.id
LEFT JOIN record AS parent ON parent.id = company.parent_id
LEFT JOIN record AS home ON home.id = company.home_place_id
LEFT JOIN citation AS cited ON cited.record_id = record.id AND cited.ordinal = 1 AND cited.deleted_at IS NULL
LEFT JOIN record AS cited_source ON cited_source.id = cited.source_id;

CREATE VIEW v_projects AS
SELECT record.key, name_en, name_zh, industry, project.kind, status, ifnull(place.key, '') AS place_key,
       start_date, start_precision, end_date, end_precision, capacity, capacity_unit, investment_cny, note,
       ifnull(cited_source.key, '') AS source_key, ifnull(cited.locator, '') AS locator,
       stage, direction, record.uid, ifnull((SELECT group_concat(said, '; ') FROM (SELECT said FROM v_other_names AS o WHERE o.record_id = record.id ORDER BY o.id)), '')
       AS other_names,
       record.id, record.deleted_at
FROM project JOIN record ON record.id = project.id
LEFT JOIN record AS place ON place.id = project.place_id
LEFT JOIN citation AS cited ON cited.record_id = record.id AND cited.ordinal = 1 AND cited.deleted_at IS NULL
LEFT JOIN record AS cited_source ON cited_source.id = cited.source_id;

CREATE VIEW v_events AS
SELECT record.key, date, date_precision, end_date, title_en, title_zh, event.kind,
       ifnull(project.key, '') AS project_key, ifnull(company.key, '') AS company_key, ifnull(place.key, '') AS place_key,
       summary, ifnull(cited_source.key, '') AS source_key, ifnull(cited.locator, '') AS locator, date_as_stated,
       record.uid, ifnull((SELECT group_concat(said, '; ') FROM (SELECT said FROM v_other_names AS o WHERE o.record_id = record.id ORDER BY o.id)), '')
       AS other_names,
       record.id, record.deleted_at
FROM event JOIN record ON record.id = event.id
LEFT JOIN record AS project ON project.id = event.project_id
LEFT JOIN record AS company ON company.id = event.company_id
LEFT JOIN record AS place ON place.id = event.place_id
LEFT JOIN citation AS cited ON cited.record_id = record.id AND cited.ordinal = 1 AND cited.deleted_at IS NULL
LEFT JOIN record AS cited_source ON cited_source.id = cited.source_id;

CREATE VIEW v_measures AS
SELECT key, name_en, name_zh, unit, dimension, description, flow, uid, id, deleted_at
FROM measure;

CREATE VIEW v_claims AS
SELECT claim.key, subject.kind AS subject_kind, subject.key AS subject_key, measure.key AS measure_key,
       claim.value, value_as_stated, claim.unit, qualifier, period_start, period_end, period_precision, period_as_stated, nature,
       ifnull(cited_source.key, '') AS source_key, ifnull(cited.locator, '') AS locator, assessment, assessment_note,
       ifnull((SELECT other.key FROM claim_relation JOIN claim AS other ON other.id = claim_relation.other_id
               WHERE claim_relation.claim_id = claim.id AND relation = 'disputes' AND claim_relation.deleted_at IS NULL
               ORDER BY claim_relation.id LIMIT 1), '') AS disputes_claim_key,
       rank, claim.uid, ifnull(reading.name, '') AS accepted_reading,
       CASE WHEN reading.id IS NULL THEN claim.value ELSE reading.value END AS effective_value,
       claim.id, claim.deleted_at
FROM claim JOIN record AS subject ON subject.id = claim.subject_id
JOIN measure ON measure.id = claim.measure_id
LEFT JOIN citation AS cited ON cited.claim_id = claim.id AND cited.ordinal = 1 AND cited.deleted_at IS NULL
LEFT JOIN reading ON reading.claim_id = claim.id AND reading.deleted_at IS NULL AND reading.printed = claim.value
LEFT JOIN record AS cited_source ON cited_source.id = cited.source_id;

CREATE VIEW v_participations AS
SELECT project.key AS project_key, company.key AS company_key, role,
       ifnull(cited_source.key, '') AS source_key, ifnull(cited.locator, '') AS locator,
       participation.uid, participation.id, participation.deleted_at,
       project.key || '/' || company.key || '/' || role AS key
FROM participation JOIN record AS project ON project.id = participation.project_id
JOIN record AS company ON company.id = participation.company_id
LEFT JOIN citation AS cited ON cited.participation_id = participation.id AND cited.ordinal = 1 AND cited.deleted_at IS NULL
LEFT JOIN record AS cited_source ON cited_source.id = cited.source_id;

CREATE VIEW v_postings AS
SELECT t.key, people, qualifier, role, batch, sending_unit, receiving_unit, ifnull(place.key, '') AS place_key,
       ifnull(project.key, '') AS project_key, start_date, start_precision, end_date, end_precision, people_as_stated, note,
       ifnull(cited_source.key, '') AS source_key, locator, t.uid, t.id, t.deleted_at
FROM posting AS t
LEFT JOIN record AS place ON place.id = t.place_id
LEFT JOIN record AS project ON project.id = t.project_id
LEFT JOIN record AS cited_source ON cited_source.id = t.source_id;

CREATE VIEW v_stages AS
SELECT t.key, project.key AS project_key, stage, date, date_precision, note,
       ifnull(cited_source.key, '') AS source_key, locator, t.uid, t.id, t.deleted_at
FROM stage_change AS t
JOIN record AS project ON project.id = t.project_id
LEFT JOIN record AS cited_source ON cited_source.id = t.source_id;

CREATE VIEW v_channels AS
SELECT t.key, company.key AS company_key, product, t.kind, channel, ifnull(place.key, '') AS place_key,
       start_date, start_precision, end_date, end_precision, note, ifnull(cited_source.key, '') AS source_key, locator, t.uid, t.id, t.deleted_at
FROM sales_channel AS t
JOIN record AS company ON company.id = t.company_id
LEFT JOIN record AS place ON place.id = t.place_id
LEFT JOIN record AS cited_source ON cited_source.id = t.source_id;

CREATE VIEW v_admissions AS
SELECT t.key, place.key AS place_key, policy, visitors, price, start_date, start_precision, end_date, end_precision, note,
       ifnull(cited_source.key, '') AS source_key, locator, t.uid, t.id, t.deleted_at
FROM admission AS t
JOIN record AS place ON place.id = t.place_id
LEFT JOIN record AS cited_source ON cited_source.id = t.source_id;

CREATE VIEW v_notes AS
SELECT t.key, subject.kind AS subject_kind, subject.key AS subject_key, date, date_precision, author, text,
       t.uid, t.id, t.deleted_at
FROM note AS t JOIN record AS subject ON subject.id = t.subject_id;

CREATE VIEW v_attachments AS
SELECT t.key, subject.kind AS subject_kind, subject.key AS subject_key, name, type, size, hash,
       t.uid, t.id, t.deleted_at
FROM attachment AS t JOIN record AS subject ON subject.id = t.subject_id;
