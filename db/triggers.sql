-- Guards. The triggers that write the journal are made for every kept table by store/journal.py from the table's own
-- columns, so that a new column is never forgotten; these are the ones that say something of their own.

CREATE TRIGGER operation_is_append_only BEFORE UPDATE ON operation
WHEN OLD.hash IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.at IS NOT OLD.at
     OR NEW.who IS NOT OLD.who OR NEW.unit IS NOT OLD.unit OR NEW.label IS NOT OLD.label
     OR NEW.label_values IS NOT OLD.label_values OR NEW.action IS NOT OLD.action
     OR NEW.target_id IS NOT OLD.target_id OR NEW.prev_hash IS NOT OLD.prev_hash
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END;

CREATE TRIGGER operation_is_never_deleted BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END;

CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END;

CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END;

-- A registered page stays as it was printed: only its trash mark changes.
CREATE TRIGGER snapshot_stays BEFORE UPDATE OF
    id, uid, serial, number, made_at, who, unit, report, about, title, language, paper, pages, as_of, filters, sources,
    journal_hash, data_hash, pdf_hash ON snapshot
BEGIN SELECT RAISE(ABORT, 'a registered page cannot be changed'); END;

CREATE TRIGGER snapshot_content_belongs_to_an_operation BEFORE INSERT ON snapshot_content
WHEN NOT EXISTS (SELECT 1 FROM open_operation)
BEGIN SELECT RAISE(ABORT, 'no operation is open'); END;

CREATE TRIGGER snapshot_content_stays BEFORE UPDATE ON snapshot_content
BEGIN SELECT RAISE(ABORT, 'a registered page cannot be changed'); END;

CREATE TRIGGER snapshot_content_is_never_deleted BEFORE DELETE ON snapshot_content
BEGIN SELECT RAISE(ABORT, 'a registered page cannot be changed'); END;

-- The bytes of an attachment are what their hash says, for ever.
CREATE TRIGGER attachment_content_belongs_to_an_operation BEFORE INSERT ON attachment_content
WHEN NOT EXISTS (SELECT 1 FROM open_operation)
BEGIN SELECT RAISE(ABORT, 'no operation is open'); END;

CREATE TRIGGER attachment_content_stays BEFORE UPDATE ON attachment_content
BEGIN SELECT RAISE(ABORT, 'an attached file cannot be changed'); END;

CREATE TRIGGER attachment_content_is_never_deleted BEFORE DELETE ON attachment_content
BEGIN SELECT RAISE(ABORT, 'an attached file cannot be changed'); END;
