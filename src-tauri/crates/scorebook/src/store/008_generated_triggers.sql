-- From here on the triggers of the journal are made from the tables' columns after every migration (`store/table.rs`).
-- What only arrives is not put in the place of what is there (INSERT OR REPLACE asks no trigger of DELETE).
CREATE TRIGGER audit_once BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
CREATE TRIGGER change_once BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE id = NEW.id) OR NOT EXISTS (SELECT 1 FROM audit WHERE id = NEW.audit_id AND open = 1)
BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
CREATE TRIGGER source_file_once BEFORE INSERT ON source_file
WHEN EXISTS (SELECT 1 FROM source_file WHERE id = NEW.id OR sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'source files are kept as received'); END;
CREATE TRIGGER snapshot_once BEFORE INSERT ON snapshot WHEN EXISTS (SELECT 1 FROM snapshot WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'snapshots are frozen'); END;
CREATE TRIGGER reported_once BEFORE INSERT ON reported
WHEN EXISTS (SELECT 1 FROM reported WHERE submission_id = NEW.submission_id AND node_id = NEW.node_id)
    OR NOT EXISTS (SELECT 1 FROM audit WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'reported scores are kept as read'); END;
CREATE TRIGGER journal_head_follows BEFORE UPDATE ON journal_head
WHEN NEW.entry <= OLD.entry OR NEW.id <> 1
    OR NOT EXISTS (SELECT 1 FROM audit WHERE id = NEW.entry AND hash = NEW.hash AND prev_hash = OLD.hash)
BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
CREATE TRIGGER journal_head_once BEFORE INSERT ON journal_head BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
CREATE TRIGGER journal_head_stays BEFORE DELETE ON journal_head BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
