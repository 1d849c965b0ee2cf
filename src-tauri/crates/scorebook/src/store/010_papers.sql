-- The scale of points of a criterion: the option rows of the annex, in its order.
CREATE TABLE scale_step (
    id       INTEGER PRIMARY KEY,
    node_id  INTEGER NOT NULL REFERENCES catalogue_node (id),
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    points   INTEGER,                               -- NULL: a formula or a range
    sheet    TEXT NOT NULL,
    cell     TEXT NOT NULL,
    UNIQUE (node_id, position)
) STRICT;

-- A paper with results of one year and kind, as they stand beside the criteria of one year of the store. It stands
-- in the place of what the bộ tiêu chí brought of that kind (`baseline`); without a file it was withdrawn or typed.
CREATE TABLE result_paper (
    id             INTEGER PRIMARY KEY,
    for_year       INTEGER NOT NULL REFERENCES year (year),
    result_year    INTEGER NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('published', 'appraised', 'self')),
    province       TEXT NOT NULL,                   -- '' is this one; else a predecessor's, never added to it
    source_file_id INTEGER REFERENCES source_file (id),
    file           TEXT NOT NULL,
    UNIQUE (for_year, result_year, kind, province)
) STRICT;
CREATE TABLE result (
    id       INTEGER PRIMARY KEY,
    paper_id INTEGER NOT NULL REFERENCES result_paper (id),
    node_id  INTEGER NOT NULL REFERENCES catalogue_node (id),
    points   INTEGER NOT NULL,
    sheet    TEXT NOT NULL,
    cell     TEXT NOT NULL,
    raw      TEXT NOT NULL,
    UNIQUE (paper_id, node_id)
) STRICT;
CREATE INDEX result_by_node ON result (node_id);
