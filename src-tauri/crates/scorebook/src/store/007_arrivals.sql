-- What arrives whole (a file's scores, a year's criteria with their baselines) is not in the journal row by row: the
-- entry holds its hash, and the chain holds the entry. Entries from before this have none.
ALTER TABLE audit ADD COLUMN arrived TEXT;

DROP TRIGGER audit_is_kept;
CREATE TRIGGER audit_is_kept BEFORE UPDATE OF id, at, op, open, prev_hash, hash, arrived ON audit
WHEN OLD.open = 0 AND OLD.hash <> ''
BEGIN SELECT RAISE(ABORT, 'the journal is never altered'); END;

CREATE TRIGGER catalogue_node_is_kept BEFORE UPDATE ON catalogue_node BEGIN SELECT RAISE(ABORT, 'criteria are kept as they arrived'); END;
CREATE TRIGGER catalogue_node_stays BEFORE DELETE ON catalogue_node BEGIN SELECT RAISE(ABORT, 'criteria are kept as they arrived'); END;
CREATE TRIGGER baseline_is_kept BEFORE UPDATE ON baseline BEGIN SELECT RAISE(ABORT, 'baselines are kept as they arrived'); END;
CREATE TRIGGER baseline_stays BEFORE DELETE ON baseline BEGIN SELECT RAISE(ABORT, 'baselines are kept as they arrived'); END;
