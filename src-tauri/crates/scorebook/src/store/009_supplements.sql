-- A file that adds to its body's last one keeps the scores that it does not have.

ALTER TABLE reported ADD COLUMN carried_from INTEGER REFERENCES submission (id);   -- the file whose cell it is; NULL: the submission's own
ALTER TABLE submission ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';                -- JSON of `FileNote`s: what speaks beside the figures
