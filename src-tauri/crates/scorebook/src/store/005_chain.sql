-- Every entry of the journal holds the hash of the one before and of its own content, so that an entry that is
-- changed, removed or put in is found. The head says which entry is the last, so that a cut end is found too.
ALTER TABLE audit ADD COLUMN prev_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT '';

CREATE TABLE journal_head (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    entry INTEGER NOT NULL,
    hash  TEXT NOT NULL
) STRICT;
INSERT INTO journal_head VALUES (1, 0, '');

-- entries from before the chain have no hash yet and get theirs right after this
CREATE TRIGGER audit_is_kept BEFORE UPDATE OF id, at, op, open, prev_hash, hash ON audit
WHEN OLD.open = 0 AND OLD.hash <> ''
BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
