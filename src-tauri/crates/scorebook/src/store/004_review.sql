-- Review: where each criterion stands and why, causes from a list, who answers, what can be won back.

-- The office's list of causes. A cause is retired, never deleted: decisions name it.
CREATE TABLE cause (
    id       INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL UNIQUE,
    retired  INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;
-- What a new store begins with; the office edits it.
INSERT INTO cause (position, name) VALUES
    (0, 'Chưa triển khai hoặc triển khai chậm so với kế hoạch'),
    (1, 'Không hoàn thành chỉ tiêu, nhiệm vụ được giao'),
    (2, 'Thiếu tài liệu kiểm chứng'),
    (3, 'Tài liệu kiểm chứng không đúng yêu cầu'),
    (4, 'Báo cáo chậm hoặc không báo cáo'),
    (5, 'Số liệu chưa thống nhất giữa các cơ quan'),
    (6, 'Văn bản ban hành chậm hoặc không đúng quy định'),
    (7, 'Hồ sơ, thủ tục hành chính giải quyết trễ hạn'),
    (8, 'Hạ tầng, phần mềm chưa đáp ứng yêu cầu'),
    (9, 'Chờ hướng dẫn của cơ quan cấp trên'),
    (10, 'Nguyên nhân khách quan'),
    (11, 'Nguyên nhân khác');

ALTER TABLE decision ADD COLUMN cause_id INTEGER REFERENCES cause (id);
ALTER TABLE decision ADD COLUMN recoverable INTEGER CHECK (recoverable >= 0);
ALTER TABLE decision ADD COLUMN likelihood TEXT CHECK (likelihood IN ('high', 'medium', 'low'));
ALTER TABLE decision ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN asked TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN answer_by TEXT;

CREATE TABLE responsible (
    id        INTEGER PRIMARY KEY,
    node_id   INTEGER NOT NULL REFERENCES catalogue_node (id),
    agency_id INTEGER NOT NULL REFERENCES agency (id),
    parts     INTEGER NOT NULL CHECK (parts >= 1),
    UNIQUE (node_id, agency_id)
) STRICT;

-- The newest one of a criterion is its status.
CREATE TABLE status_event (
    id      INTEGER PRIMARY KEY,
    node_id INTEGER NOT NULL REFERENCES catalogue_node (id),
    at      TEXT NOT NULL,
    status  TEXT NOT NULL CHECK (status IN ('not_reviewed', 'in_review', 'awaiting_explanation', 'agreed', 'not_applicable')),
    reason  TEXT NOT NULL
) STRICT;
CREATE INDEX status_event_by_node ON status_event (node_id);

-- Which body's score counts where another one scored the criterion too.
CREATE TABLE counting (
    node_id    INTEGER PRIMARY KEY REFERENCES catalogue_node (id),
    agency_id  INTEGER NOT NULL REFERENCES agency (id),
    reason     TEXT NOT NULL,
    decided_at TEXT NOT NULL
) STRICT;

-- What if these losses were won back.
CREATE TABLE scenario (
    id     INTEGER PRIMARY KEY,
    year   INTEGER NOT NULL REFERENCES year (year),
    name   TEXT NOT NULL,
    ticked TEXT NOT NULL,                           -- JSON of codes
    UNIQUE (year, name)
) STRICT;

DROP TRIGGER decision_insert;
DROP TRIGGER decision_update;
DROP TRIGGER decision_delete;
CREATE TRIGGER decision_insert AFTER INSERT ON decision BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'decision', NEW.rowid,
        NULL,
        json_object('node_id', NEW.node_id, 'agreed', NEW.agreed, 'reason', NEW.reason, 'cause', NEW.cause, 'remedy', NEW.remedy, 'due', NEW.due, 'decided_at', NEW.decided_at, 'cause_id', NEW.cause_id, 'recoverable', NEW.recoverable, 'likelihood', NEW.likelihood, 'notes', NEW.notes, 'asked', NEW.asked, 'answer_by', NEW.answer_by));
END;
CREATE TRIGGER decision_update AFTER UPDATE ON decision BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'decision', NEW.rowid,
        json_object('node_id', OLD.node_id, 'agreed', OLD.agreed, 'reason', OLD.reason, 'cause', OLD.cause, 'remedy', OLD.remedy, 'due', OLD.due, 'decided_at', OLD.decided_at, 'cause_id', OLD.cause_id, 'recoverable', OLD.recoverable, 'likelihood', OLD.likelihood, 'notes', OLD.notes, 'asked', OLD.asked, 'answer_by', OLD.answer_by),
        json_object('node_id', NEW.node_id, 'agreed', NEW.agreed, 'reason', NEW.reason, 'cause', NEW.cause, 'remedy', NEW.remedy, 'due', NEW.due, 'decided_at', NEW.decided_at, 'cause_id', NEW.cause_id, 'recoverable', NEW.recoverable, 'likelihood', NEW.likelihood, 'notes', NEW.notes, 'asked', NEW.asked, 'answer_by', NEW.answer_by));
END;
CREATE TRIGGER decision_delete AFTER DELETE ON decision BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'decision', OLD.rowid,
        json_object('node_id', OLD.node_id, 'agreed', OLD.agreed, 'reason', OLD.reason, 'cause', OLD.cause, 'remedy', OLD.remedy, 'due', OLD.due, 'decided_at', OLD.decided_at, 'cause_id', OLD.cause_id, 'recoverable', OLD.recoverable, 'likelihood', OLD.likelihood, 'notes', OLD.notes, 'asked', OLD.asked, 'answer_by', OLD.answer_by),
        NULL);
END;
CREATE TRIGGER cause_insert AFTER INSERT ON cause BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'cause', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'position', NEW.position, 'name', NEW.name, 'retired', NEW.retired));
END;
CREATE TRIGGER cause_update AFTER UPDATE ON cause BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'cause', NEW.rowid,
        json_object('id', OLD.id, 'position', OLD.position, 'name', OLD.name, 'retired', OLD.retired),
        json_object('id', NEW.id, 'position', NEW.position, 'name', NEW.name, 'retired', NEW.retired));
END;
CREATE TRIGGER cause_delete AFTER DELETE ON cause BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'cause', OLD.rowid,
        json_object('id', OLD.id, 'position', OLD.position, 'name', OLD.name, 'retired', OLD.retired),
        NULL);
END;
CREATE TRIGGER responsible_insert AFTER INSERT ON responsible BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'responsible', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'node_id', NEW.node_id, 'agency_id', NEW.agency_id, 'parts', NEW.parts));
END;
CREATE TRIGGER responsible_update AFTER UPDATE ON responsible BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'responsible', NEW.rowid,
        json_object('id', OLD.id, 'node_id', OLD.node_id, 'agency_id', OLD.agency_id, 'parts', OLD.parts),
        json_object('id', NEW.id, 'node_id', NEW.node_id, 'agency_id', NEW.agency_id, 'parts', NEW.parts));
END;
CREATE TRIGGER responsible_delete AFTER DELETE ON responsible BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'responsible', OLD.rowid,
        json_object('id', OLD.id, 'node_id', OLD.node_id, 'agency_id', OLD.agency_id, 'parts', OLD.parts),
        NULL);
END;
CREATE TRIGGER status_event_insert AFTER INSERT ON status_event BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'status_event', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'node_id', NEW.node_id, 'at', NEW.at, 'status', NEW.status, 'reason', NEW.reason));
END;
CREATE TRIGGER status_event_update AFTER UPDATE ON status_event BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'status_event', NEW.rowid,
        json_object('id', OLD.id, 'node_id', OLD.node_id, 'at', OLD.at, 'status', OLD.status, 'reason', OLD.reason),
        json_object('id', NEW.id, 'node_id', NEW.node_id, 'at', NEW.at, 'status', NEW.status, 'reason', NEW.reason));
END;
CREATE TRIGGER status_event_delete AFTER DELETE ON status_event BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'status_event', OLD.rowid,
        json_object('id', OLD.id, 'node_id', OLD.node_id, 'at', OLD.at, 'status', OLD.status, 'reason', OLD.reason),
        NULL);
END;
CREATE TRIGGER counting_insert AFTER INSERT ON counting BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'counting', NEW.rowid,
        NULL,
        json_object('node_id', NEW.node_id, 'agency_id', NEW.agency_id, 'reason', NEW.reason, 'decided_at', NEW.decided_at));
END;
CREATE TRIGGER counting_update AFTER UPDATE ON counting BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'counting', NEW.rowid,
        json_object('node_id', OLD.node_id, 'agency_id', OLD.agency_id, 'reason', OLD.reason, 'decided_at', OLD.decided_at),
        json_object('node_id', NEW.node_id, 'agency_id', NEW.agency_id, 'reason', NEW.reason, 'decided_at', NEW.decided_at));
END;
CREATE TRIGGER counting_delete AFTER DELETE ON counting BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'counting', OLD.rowid,
        json_object('node_id', OLD.node_id, 'agency_id', OLD.agency_id, 'reason', OLD.reason, 'decided_at', OLD.decided_at),
        NULL);
END;
CREATE TRIGGER scenario_insert AFTER INSERT ON scenario BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'scenario', NEW.rowid,
        NULL,
        json_object('id', NEW.id, 'year', NEW.year, 'name', NEW.name, 'ticked', NEW.ticked));
END;
CREATE TRIGGER scenario_update AFTER UPDATE ON scenario BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'scenario', NEW.rowid,
        json_object('id', OLD.id, 'year', OLD.year, 'name', OLD.name, 'ticked', OLD.ticked),
        json_object('id', NEW.id, 'year', NEW.year, 'name', NEW.name, 'ticked', NEW.ticked));
END;
CREATE TRIGGER scenario_delete AFTER DELETE ON scenario BEGIN
    INSERT INTO change (audit_id, tbl, row, old, new)
    VALUES ((SELECT id FROM audit WHERE open = 1), 'scenario', OLD.rowid,
        json_object('id', OLD.id, 'year', OLD.year, 'name', OLD.name, 'ticked', OLD.ticked),
        NULL);
END;
