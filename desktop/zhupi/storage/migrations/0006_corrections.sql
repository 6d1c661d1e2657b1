-- What readers put right in what was read of a source. It lies apart from the documents, which are
-- read anew with it: by another version of the parser, from a file brought up to date.

CREATE TABLE correction (
    serial    INTEGER PRIMARY KEY,      -- in the order in which they were made
    id        TEXT NOT NULL UNIQUE,
    source    INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    document  TEXT NOT NULL REFERENCES document (id),   -- in which it was made
    amends    TEXT NOT NULL,            -- zhupi.gazette.corrections.Amends
    line      INTEGER NOT NULL,         -- the raw line that it is anchored on
    value     TEXT NOT NULL,            -- JSON
    witness   TEXT NOT NULL,            -- JSON: the words of the line, of those before and behind it
    before    TEXT NOT NULL,            -- of a field: what was read, in words
    state     TEXT NOT NULL CHECK (state IN ('applies', 'overridden', 'unfit')),
    parted    TEXT,                     -- the document that begins at the line where one does
    moves     TEXT NOT NULL,            -- JSON: where annotations stood before it, and after
    created   TEXT NOT NULL,
    deleted   TEXT                      -- taken back; it can be made again
) STRICT;
CREATE INDEX correction_source ON correction (source, serial);

-- Other windows see these as changes of the source.
CREATE TRIGGER correction_inserted AFTER INSERT ON correction BEGIN
    INSERT INTO change (kind, id) VALUES ('source', new.source);
END;
CREATE TRIGGER correction_updated AFTER UPDATE ON correction BEGIN
    INSERT INTO change (kind, id) VALUES ('source', new.source);
END;
