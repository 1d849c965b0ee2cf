-- What the officer changed about how a file was understood, and what of it is remembered.

ALTER TABLE submission ADD COLUMN corrections TEXT NOT NULL DEFAULT '{"remembered":[],"given":[]}';   -- JSON of `Corrections`
ALTER TABLE reported ADD COLUMN correction TEXT;    -- why the officer set another score than the cell's; NULL: she did not

-- Answers that hold for every file of a body with the same headings.
CREATE TABLE remembered (
    id        INTEGER PRIMARY KEY,
    agency_id INTEGER NOT NULL REFERENCES agency (id),
    layout    TEXT NOT NULL,                        -- SHA-256 of the folded headings with their columns
    headings  TEXT NOT NULL,
    slot      TEXT NOT NULL,                        -- what the answer is about
    choice    TEXT NOT NULL,                        -- JSON of `Choice`
    UNIQUE (agency_id, layout, slot)
) STRICT;

CREATE TRIGGER remembered_insert AFTER INSERT ON remembered BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'remembered', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'agency_id', NEW.agency_id, 'layout', NEW.layout, 'headings', NEW.headings, 'slot', NEW.slot, 'choice', NEW.choice));
END;
CREATE TRIGGER remembered_update AFTER UPDATE ON remembered BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'remembered', NEW.rowid,
        json_object('id', OLD.id, 'agency_id', OLD.agency_id, 'layout', OLD.layout, 'headings', OLD.headings, 'slot', OLD.slot, 'choice', OLD.choice),
        json_object('id', NEW.id, 'agency_id', NEW.agency_id, 'layout', NEW.layout, 'headings', NEW.headings, 'slot', NEW.slot, 'choice', NEW.choice));
END;
CREATE TRIGGER remembered_delete AFTER DELETE ON remembered BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'remembered', OLD.rowid,
        json_object('id', OLD.id, 'agency_id', OLD.agency_id, 'layout', OLD.layout, 'headings', OLD.headings, 'slot', OLD.slot, 'choice', OLD.choice),
        NULL);
END;

-- The journal of submissions keeps the new column too.
DROP TRIGGER submission_insert;
DROP TRIGGER submission_update;
DROP TRIGGER submission_delete;
CREATE TRIGGER submission_insert AFTER INSERT ON submission BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'submission', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'year', NEW.year, 'agency_id', NEW.agency_id, 'revision', NEW.revision, 'source_file_id', NEW.source_file_id, 'file_name', NEW.file_name, 'plan_hash', NEW.plan_hash, 'counts', NEW.counts, 'problems', NEW.problems, 'applied_at', NEW.applied_at, 'withdrawn_at', NEW.withdrawn_at, 'corrections', NEW.corrections));
END;
CREATE TRIGGER submission_update AFTER UPDATE ON submission BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'submission', NEW.rowid,
        json_object('id', OLD.id, 'year', OLD.year, 'agency_id', OLD.agency_id, 'revision', OLD.revision, 'source_file_id', OLD.source_file_id, 'file_name', OLD.file_name, 'plan_hash', OLD.plan_hash, 'counts', OLD.counts, 'problems', OLD.problems, 'applied_at', OLD.applied_at, 'withdrawn_at', OLD.withdrawn_at, 'corrections', OLD.corrections),
        json_object('id', NEW.id, 'year', NEW.year, 'agency_id', NEW.agency_id, 'revision', NEW.revision, 'source_file_id', NEW.source_file_id, 'file_name', NEW.file_name, 'plan_hash', NEW.plan_hash, 'counts', NEW.counts, 'problems', NEW.problems, 'applied_at', NEW.applied_at, 'withdrawn_at', NEW.withdrawn_at, 'corrections', NEW.corrections));
END;
CREATE TRIGGER submission_delete AFTER DELETE ON submission BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'submission', OLD.rowid,
        json_object('id', OLD.id, 'year', OLD.year, 'agency_id', OLD.agency_id, 'revision', OLD.revision, 'source_file_id', OLD.source_file_id, 'file_name', OLD.file_name, 'plan_hash', OLD.plan_hash, 'counts', OLD.counts, 'problems', OLD.problems, 'applied_at', OLD.applied_at, 'withdrawn_at', OLD.withdrawn_at, 'corrections', OLD.corrections),
        NULL);
END;
