-- What became of last year's criteria, decided by a person; what is not in here is only proposed.
CREATE TABLE crosswalk (
    id      INTEGER PRIMARY KEY,
    year    INTEGER NOT NULL REFERENCES year (year),   -- the later of the two
    kind    TEXT NOT NULL CHECK (kind IN ('same', 'renamed', 'reweighted', 'split', 'merged', 'new', 'dropped')),
    earlier TEXT NOT NULL,                             -- JSON of codes of the year before
    later   TEXT NOT NULL,                             -- JSON of codes of the year
    note    TEXT NOT NULL
) STRICT;
CREATE INDEX crosswalk_by_year ON crosswalk (year);

CREATE TRIGGER crosswalk_insert AFTER INSERT ON crosswalk BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'crosswalk', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'year', NEW.year, 'kind', NEW.kind, 'earlier', NEW.earlier, 'later', NEW.later, 'note', NEW.note));
END;
CREATE TRIGGER crosswalk_update AFTER UPDATE ON crosswalk BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'crosswalk', NEW.rowid,
        json_object('id', OLD.id, 'year', OLD.year, 'kind', OLD.kind, 'earlier', OLD.earlier, 'later', OLD.later, 'note', OLD.note),
        json_object('id', NEW.id, 'year', NEW.year, 'kind', NEW.kind, 'earlier', NEW.earlier, 'later', NEW.later, 'note', NEW.note));
END;
CREATE TRIGGER crosswalk_delete AFTER DELETE ON crosswalk BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'crosswalk', OLD.rowid,
        json_object('id', OLD.id, 'year', OLD.year, 'kind', OLD.kind, 'earlier', OLD.earlier, 'later', OLD.later, 'note', OLD.note),
        NULL);
END;
