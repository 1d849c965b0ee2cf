-- The store's first shape. Migrations are never edited; the next change is 002_….sql.
-- Points are integers in ten-thousandths; times are local, "2024-12-20T09:30:00"; SHA-256 is lower-case hex.

-- The journal. Exactly one entry is open while a transaction runs, none otherwise: the triggers below file
-- every change under it, so nothing can be written outside `Scorebook::transact`.
CREATE TABLE audit (
    id        INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,
    op        TEXT NOT NULL,                        -- JSON of `Op`
    undone_by INTEGER REFERENCES audit (id),
    open      INTEGER NOT NULL CHECK (open IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX audit_one_open ON audit (open) WHERE open = 1;

-- Old and new row of every change to a table that can change, as JSON.
CREATE TABLE change (
    id       INTEGER PRIMARY KEY,
    audit_id INTEGER NOT NULL REFERENCES audit (id),
    tbl      TEXT NOT NULL,
    row      INTEGER NOT NULL,
    old      TEXT,
    new      TEXT
) STRICT;
CREATE INDEX change_by_audit ON change (audit_id);

CREATE TABLE setting (
    id    INTEGER PRIMARY KEY,
    key   TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL                             -- JSON
) STRICT;

CREATE TABLE source_file (
    id          INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,                      -- as first received
    bytes       BLOB NOT NULL,
    received_at TEXT NOT NULL
) STRICT;

CREATE TABLE year (
    year           INTEGER PRIMARY KEY,
    source_file_id INTEGER NOT NULL REFERENCES source_file (id),
    province       TEXT NOT NULL,
    is_sample      INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
    baseline_kind  TEXT CHECK (baseline_kind IN ('published', 'appraised', 'self'))
) STRICT;

-- A body's identity is the row, not its name: names are dated, bodies are merged.
CREATE TABLE agency (
    id       INTEGER PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE agency_name (
    id         INTEGER PRIMARY KEY,
    agency_id  INTEGER NOT NULL REFERENCES agency (id),
    name       TEXT NOT NULL,
    valid_from TEXT,                                -- NULL: from the beginning
    valid_to   TEXT                                 -- NULL: still in force
) STRICT;
CREATE TABLE agency_alias (
    id        INTEGER PRIMARY KEY,
    agency_id INTEGER NOT NULL REFERENCES agency (id),
    alias     TEXT NOT NULL,
    UNIQUE (agency_id, alias)
) STRICT;
CREATE TABLE agency_predecessor (
    id             INTEGER PRIMARY KEY,
    agency_id      INTEGER NOT NULL REFERENCES agency (id),
    predecessor_id INTEGER NOT NULL REFERENCES agency (id),
    since          TEXT,
    UNIQUE (agency_id, predecessor_id)
) STRICT;

CREATE TABLE catalogue_node (
    id         INTEGER PRIMARY KEY,
    year       INTEGER NOT NULL REFERENCES year (year),
    parent_id  INTEGER REFERENCES catalogue_node (id),
    position   INTEGER NOT NULL,
    level      TEXT NOT NULL CHECK (level IN ('field', 'criterion', 'component')),
    code       TEXT NOT NULL,
    name       TEXT NOT NULL,
    max_points INTEGER NOT NULL CHECK (max_points >= 0),
    scoring    TEXT CHECK (scoring IN ('self', 'survey', 'central')),   -- NULL: not a leaf
    prior_code TEXT,
    sheet      TEXT NOT NULL,
    cell       TEXT NOT NULL,
    UNIQUE (year, code)
) STRICT;

CREATE TABLE assignment (
    id        INTEGER PRIMARY KEY,
    node_id   INTEGER NOT NULL REFERENCES catalogue_node (id),
    agency_id INTEGER NOT NULL REFERENCES agency (id),
    role      TEXT NOT NULL CHECK (role IN ('lead', 'partner')),
    UNIQUE (node_id, agency_id)
) STRICT;
CREATE UNIQUE INDEX assignment_one_lead ON assignment (node_id) WHERE role = 'lead';

CREATE TABLE baseline (
    node_id INTEGER NOT NULL REFERENCES catalogue_node (id),
    kind    TEXT NOT NULL CHECK (kind IN ('published', 'appraised', 'self')),
    points  INTEGER NOT NULL,
    sheet   TEXT NOT NULL,
    cell    TEXT NOT NULL,
    raw     TEXT NOT NULL,
    PRIMARY KEY (node_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
    id             INTEGER PRIMARY KEY,
    year           INTEGER NOT NULL REFERENCES year (year),
    agency_id      INTEGER NOT NULL REFERENCES agency (id),
    revision       INTEGER NOT NULL CHECK (revision >= 1),
    source_file_id INTEGER NOT NULL REFERENCES source_file (id),
    file_name      TEXT NOT NULL,
    plan_hash      TEXT NOT NULL,
    counts         TEXT NOT NULL,                   -- JSON of `RowCounts`
    problems       TEXT NOT NULL,                   -- JSON of `Problem`s
    applied_at     TEXT NOT NULL,
    withdrawn_at   TEXT,
    UNIQUE (year, agency_id, revision)
) STRICT;

CREATE TABLE reported (
    submission_id INTEGER NOT NULL REFERENCES submission (id),
    node_id       INTEGER NOT NULL REFERENCES catalogue_node (id),
    state         TEXT NOT NULL CHECK (state IN ('scored', 'blank', 'not_applicable')),
    points        INTEGER,
    sheet         TEXT NOT NULL,
    cell          TEXT NOT NULL,
    raw           TEXT NOT NULL,
    evidence      TEXT NOT NULL,
    explanation   TEXT NOT NULL,
    PRIMARY KEY (submission_id, node_id),
    CHECK ((state = 'scored') = (points IS NOT NULL))   -- blank is never zero
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
    node_id    INTEGER PRIMARY KEY REFERENCES catalogue_node (id),
    agreed     INTEGER,
    reason     TEXT NOT NULL,
    cause      TEXT NOT NULL,
    remedy     TEXT NOT NULL,
    due        TEXT,
    decided_at TEXT NOT NULL
) STRICT;

CREATE TABLE snapshot (
    number   INTEGER PRIMARY KEY,
    year     INTEGER NOT NULL REFERENCES year (year),
    taken_at TEXT NOT NULL,
    hash     TEXT NOT NULL,
    figures  TEXT NOT NULL                          -- JSON of `Figures`
) STRICT;

-- What was received, read or frozen is never altered.
CREATE TRIGGER source_file_is_kept BEFORE UPDATE ON source_file BEGIN SELECT RAISE(ABORT, 'source files are kept as received'); END;
CREATE TRIGGER source_file_stays BEFORE DELETE ON source_file BEGIN SELECT RAISE(ABORT, 'source files are kept as received'); END;
CREATE TRIGGER reported_is_kept BEFORE UPDATE ON reported BEGIN SELECT RAISE(ABORT, 'reported scores are kept as read'); END;
CREATE TRIGGER reported_stays BEFORE DELETE ON reported BEGIN SELECT RAISE(ABORT, 'reported scores are kept as read'); END;
CREATE TRIGGER snapshot_is_kept BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, 'snapshots are frozen'); END;
CREATE TRIGGER snapshot_stays BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, 'snapshots are frozen'); END;
CREATE TRIGGER change_is_kept BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;

-- What comes in whole belongs to an open operation too (`reported` does through its submission).
CREATE TRIGGER source_file_in_operation BEFORE INSERT ON source_file WHEN NOT EXISTS (SELECT 1 FROM audit WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'no operation is open'); END;
CREATE TRIGGER catalogue_node_in_operation BEFORE INSERT ON catalogue_node WHEN NOT EXISTS (SELECT 1 FROM audit WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'no operation is open'); END;
CREATE TRIGGER snapshot_in_operation BEFORE INSERT ON snapshot WHEN NOT EXISTS (SELECT 1 FROM audit WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'no operation is open'); END;

-- What can change keeps its old values. `change.audit_id` is NOT NULL, so a write without an open operation fails.
CREATE TRIGGER setting_insert AFTER INSERT ON setting BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'setting', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'key', NEW.key, 'value', NEW.value));
END;
CREATE TRIGGER setting_update AFTER UPDATE ON setting BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'setting', NEW.rowid,
        json_object('id', OLD.id, 'key', OLD.key, 'value', OLD.value),
        json_object('id', NEW.id, 'key', NEW.key, 'value', NEW.value));
END;
CREATE TRIGGER setting_delete AFTER DELETE ON setting BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'setting', OLD.rowid,
        json_object('id', OLD.id, 'key', OLD.key, 'value', OLD.value),
        NULL);
END;
CREATE TRIGGER year_insert AFTER INSERT ON year BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'year', NEW.rowid,
        NULL,
        json_object('year', NEW.year, 'source_file_id', NEW.source_file_id, 'province', NEW.province, 'is_sample', NEW.is_sample, 'baseline_kind', NEW.baseline_kind));
END;
CREATE TRIGGER year_update AFTER UPDATE ON year BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'year', NEW.rowid,
        json_object('year', OLD.year, 'source_file_id', OLD.source_file_id, 'province', OLD.province, 'is_sample', OLD.is_sample, 'baseline_kind', OLD.baseline_kind),
        json_object('year', NEW.year, 'source_file_id', NEW.source_file_id, 'province', NEW.province, 'is_sample', NEW.is_sample, 'baseline_kind', NEW.baseline_kind));
END;
CREATE TRIGGER year_delete AFTER DELETE ON year BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'year', OLD.rowid,
        json_object('year', OLD.year, 'source_file_id', OLD.source_file_id, 'province', OLD.province, 'is_sample', OLD.is_sample, 'baseline_kind', OLD.baseline_kind),
        NULL);
END;
CREATE TRIGGER agency_insert AFTER INSERT ON agency BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'position', NEW.position));
END;
CREATE TRIGGER agency_update AFTER UPDATE ON agency BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency', NEW.rowid,
        json_object('id', OLD.id, 'position', OLD.position),
        json_object('id', NEW.id, 'position', NEW.position));
END;
CREATE TRIGGER agency_delete AFTER DELETE ON agency BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency', OLD.rowid,
        json_object('id', OLD.id, 'position', OLD.position),
        NULL);
END;
CREATE TRIGGER agency_name_insert AFTER INSERT ON agency_name BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_name', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'agency_id', NEW.agency_id, 'name', NEW.name, 'valid_from', NEW.valid_from, 'valid_to', NEW.valid_to));
END;
CREATE TRIGGER agency_name_update AFTER UPDATE ON agency_name BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_name', NEW.rowid,
        json_object('id', OLD.id, 'agency_id', OLD.agency_id, 'name', OLD.name, 'valid_from', OLD.valid_from, 'valid_to', OLD.valid_to),
        json_object('id', NEW.id, 'agency_id', NEW.agency_id, 'name', NEW.name, 'valid_from', NEW.valid_from, 'valid_to', NEW.valid_to));
END;
CREATE TRIGGER agency_name_delete AFTER DELETE ON agency_name BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_name', OLD.rowid,
        json_object('id', OLD.id, 'agency_id', OLD.agency_id, 'name', OLD.name, 'valid_from', OLD.valid_from, 'valid_to', OLD.valid_to),
        NULL);
END;
CREATE TRIGGER agency_alias_insert AFTER INSERT ON agency_alias BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_alias', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'agency_id', NEW.agency_id, 'alias', NEW.alias));
END;
CREATE TRIGGER agency_alias_update AFTER UPDATE ON agency_alias BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_alias', NEW.rowid,
        json_object('id', OLD.id, 'agency_id', OLD.agency_id, 'alias', OLD.alias),
        json_object('id', NEW.id, 'agency_id', NEW.agency_id, 'alias', NEW.alias));
END;
CREATE TRIGGER agency_alias_delete AFTER DELETE ON agency_alias BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_alias', OLD.rowid,
        json_object('id', OLD.id, 'agency_id', OLD.agency_id, 'alias', OLD.alias),
        NULL);
END;
CREATE TRIGGER agency_predecessor_insert AFTER INSERT ON agency_predecessor BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_predecessor', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'agency_id', NEW.agency_id, 'predecessor_id', NEW.predecessor_id, 'since', NEW.since));
END;
CREATE TRIGGER agency_predecessor_update AFTER UPDATE ON agency_predecessor BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_predecessor', NEW.rowid,
        json_object('id', OLD.id, 'agency_id', OLD.agency_id, 'predecessor_id', OLD.predecessor_id, 'since', OLD.since),
        json_object('id', NEW.id, 'agency_id', NEW.agency_id, 'predecessor_id', NEW.predecessor_id, 'since', NEW.since));
END;
CREATE TRIGGER agency_predecessor_delete AFTER DELETE ON agency_predecessor BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'agency_predecessor', OLD.rowid,
        json_object('id', OLD.id, 'agency_id', OLD.agency_id, 'predecessor_id', OLD.predecessor_id, 'since', OLD.since),
        NULL);
END;
CREATE TRIGGER assignment_insert AFTER INSERT ON assignment BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'assignment', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'node_id', NEW.node_id, 'agency_id', NEW.agency_id, 'role', NEW.role));
END;
CREATE TRIGGER assignment_update AFTER UPDATE ON assignment BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'assignment', NEW.rowid,
        json_object('id', OLD.id, 'node_id', OLD.node_id, 'agency_id', OLD.agency_id, 'role', OLD.role),
        json_object('id', NEW.id, 'node_id', NEW.node_id, 'agency_id', NEW.agency_id, 'role', NEW.role));
END;
CREATE TRIGGER assignment_delete AFTER DELETE ON assignment BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'assignment', OLD.rowid,
        json_object('id', OLD.id, 'node_id', OLD.node_id, 'agency_id', OLD.agency_id, 'role', OLD.role),
        NULL);
END;
CREATE TRIGGER submission_insert AFTER INSERT ON submission BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'submission', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'year', NEW.year, 'agency_id', NEW.agency_id, 'revision', NEW.revision, 'source_file_id', NEW.source_file_id, 'file_name', NEW.file_name, 'plan_hash', NEW.plan_hash, 'counts', NEW.counts, 'problems', NEW.problems, 'applied_at', NEW.applied_at, 'withdrawn_at', NEW.withdrawn_at));
END;
CREATE TRIGGER submission_update AFTER UPDATE ON submission BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'submission', NEW.rowid,
        json_object('id', OLD.id, 'year', OLD.year, 'agency_id', OLD.agency_id, 'revision', OLD.revision, 'source_file_id', OLD.source_file_id, 'file_name', OLD.file_name, 'plan_hash', OLD.plan_hash, 'counts', OLD.counts, 'problems', OLD.problems, 'applied_at', OLD.applied_at, 'withdrawn_at', OLD.withdrawn_at),
        json_object('id', NEW.id, 'year', NEW.year, 'agency_id', NEW.agency_id, 'revision', NEW.revision, 'source_file_id', NEW.source_file_id, 'file_name', NEW.file_name, 'plan_hash', NEW.plan_hash, 'counts', NEW.counts, 'problems', NEW.problems, 'applied_at', NEW.applied_at, 'withdrawn_at', NEW.withdrawn_at));
END;
CREATE TRIGGER submission_delete AFTER DELETE ON submission BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'submission', OLD.rowid,
        json_object('id', OLD.id, 'year', OLD.year, 'agency_id', OLD.agency_id, 'revision', OLD.revision, 'source_file_id', OLD.source_file_id, 'file_name', OLD.file_name, 'plan_hash', OLD.plan_hash, 'counts', OLD.counts, 'problems', OLD.problems, 'applied_at', OLD.applied_at, 'withdrawn_at', OLD.withdrawn_at),
        NULL);
END;
CREATE TRIGGER decision_insert AFTER INSERT ON decision BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'decision', NEW.rowid,
        NULL,
        json_object('node_id', NEW.node_id, 'agreed', NEW.agreed, 'reason', NEW.reason, 'cause', NEW.cause, 'remedy', NEW.remedy, 'due', NEW.due, 'decided_at', NEW.decided_at));
END;
CREATE TRIGGER decision_update AFTER UPDATE ON decision BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'decision', NEW.rowid,
        json_object('node_id', OLD.node_id, 'agreed', OLD.agreed, 'reason', OLD.reason, 'cause', OLD.cause, 'remedy', OLD.remedy, 'due', OLD.due, 'decided_at', OLD.decided_at),
        json_object('node_id', NEW.node_id, 'agreed', NEW.agreed, 'reason', NEW.reason, 'cause', NEW.cause, 'remedy', NEW.remedy, 'due', NEW.due, 'decided_at', NEW.decided_at));
END;
CREATE TRIGGER decision_delete AFTER DELETE ON decision BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'decision', OLD.rowid,
        json_object('node_id', OLD.node_id, 'agreed', OLD.agreed, 'reason', OLD.reason, 'cause', OLD.cause, 'remedy', OLD.remedy, 'due', OLD.due, 'decided_at', OLD.decided_at),
        NULL);
END;
