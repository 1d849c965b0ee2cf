-- From here on every row is vouched for: criteria and baselines are filed row by row, received files and snapshots without
-- their bytes. One entry takes in what is there already (`store/rows.rs`).

-- Who made a change, and where, as the system named them. Entries from before this have none.
ALTER TABLE audit ADD COLUMN account TEXT;
ALTER TABLE audit ADD COLUMN machine TEXT;

DROP TRIGGER audit_is_kept;
CREATE TRIGGER audit_is_kept
BEFORE UPDATE OF id, at, op, open, prev_hash, hash, arrived, account, machine ON audit
WHEN OLD.open = 0 AND OLD.hash <> ''
BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;
