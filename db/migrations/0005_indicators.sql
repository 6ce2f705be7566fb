-- Indicators are made, changed and thrown away like everything else that staff keep.

ALTER TABLE measure ADD COLUMN deleted_at TEXT;
