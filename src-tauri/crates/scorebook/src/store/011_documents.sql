-- Documents as they were saved: a reprint is what was signed, whatever the program's version.
CREATE TABLE saved_document (
    id       INTEGER PRIMARY KEY,
    snapshot INTEGER NOT NULL REFERENCES snapshot (number),
    kind     TEXT NOT NULL,                         -- the document's kind, as in file names: "bao-cao-nhanh"
    agency   TEXT,                                  -- the body it is addressed to, when each has its own
    format   TEXT NOT NULL,                         -- the file's ending: "pdf"
    name     TEXT NOT NULL,                         -- the file's name
    sha256   TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    bytes    BLOB NOT NULL
) STRICT;
CREATE INDEX saved_document_by_snapshot ON saved_document (snapshot);

CREATE TRIGGER saved_document_is_kept BEFORE UPDATE ON saved_document BEGIN SELECT RAISE(ABORT, 'documents are kept as saved'); END;
CREATE TRIGGER saved_document_stays BEFORE DELETE ON saved_document BEGIN SELECT RAISE(ABORT, 'documents are kept as saved'); END;
CREATE TRIGGER saved_document_in_operation BEFORE INSERT ON saved_document WHEN NOT EXISTS (SELECT 1 FROM audit WHERE open = 1)
BEGIN SELECT RAISE(ABORT, 'no operation is open'); END;
