-- Times are ISO 8601 in UTC. Positions count code points in the document text.
-- A row whose deleted is set lies in the waste basket.

CREATE TABLE source (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,            -- file name, without folders
    path      TEXT NOT NULL,            -- where it was imported from
    sha256    TEXT NOT NULL,
    encoding  TEXT NOT NULL,
    raw       BLOB NOT NULL,            -- the file, byte for byte
    parser    INTEGER NOT NULL,         -- version of the parser that read it
    gazette   TEXT,
    year      INTEGER,
    issue     INTEGER,
    reading   TEXT NOT NULL,            -- JSON: pages, furniture, repairs
    imported  TEXT NOT NULL,
    deleted   TEXT
) STRICT;
CREATE UNIQUE INDEX source_sha256 ON source (sha256);
CREATE INDEX source_name ON source (name);

-- What a source held before a corrected file took its place.
CREATE TABLE former_source (
    id        INTEGER PRIMARY KEY,
    source    INTEGER NOT NULL REFERENCES source (id),
    sha256    TEXT NOT NULL,
    encoding  TEXT NOT NULL,
    raw       BLOB NOT NULL,
    replaced  TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    id          TEXT PRIMARY KEY,       -- stable for ever
    source      INTEGER NOT NULL REFERENCES source (id),
    ordinal     INTEGER NOT NULL,       -- order within the source, from 1
    work        TEXT NOT NULL,          -- the number, else folded title, date and issuers
    title       TEXT NOT NULL,
    number      TEXT,
    issuers     TEXT NOT NULL,          -- JSON array
    kind        TEXT,
    date        TEXT,
    year        INTEGER,
    complete    INTEGER NOT NULL,
    first_line  INTEGER NOT NULL,
    last_line   INTEGER NOT NULL,
    doubts      INTEGER NOT NULL,
    revision    INTEGER NOT NULL,       -- grows whenever the text changes
    deleted     TEXT
) STRICT;
CREATE INDEX document_source ON document (source, ordinal);
CREATE INDEX document_work ON document (work);
CREATE INDEX document_number ON document (number);

-- Apart from document, so that the catalog never reads over long texts.
CREATE TABLE document_text (
    document   TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    text       TEXT NOT NULL,           -- the document text
    blocks     TEXT NOT NULL,           -- JSON: for each block kind, length, heading run in, lines
    structure  TEXT NOT NULL            -- JSON: the document, its blocks without their text
) STRICT, WITHOUT ROWID;

-- Texts issued or forwarded inside a document. Those with a number of their own are rows of the
-- catalog; none is a document.
CREATE TABLE enclosure (
    document    TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,       -- its place among the document's enclosures, from 1
    title       TEXT NOT NULL,
    number      TEXT,
    issuers     TEXT NOT NULL,
    kind        TEXT,
    date        TEXT,
    year        INTEGER,
    first_line  INTEGER NOT NULL,
    last_line   INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX enclosure_number ON enclosure (number);

CREATE TABLE citation (
    document   TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    title      TEXT,                    -- folded
    number     TEXT,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_number ON citation (number);
CREATE INDEX citation_title ON citation (title);

CREATE TABLE annotation (
    id        TEXT PRIMARY KEY,
    document  TEXT NOT NULL REFERENCES document (id),
    work      TEXT NOT NULL,            -- of its document: finds another copy
    kind      TEXT NOT NULL CHECK (kind IN ('highlight', 'note')),
    start     INTEGER,
    end       INTEGER,
    quote     TEXT,
    prefix    TEXT,
    suffix    TEXT,
    place     TEXT,
    heading   TEXT NOT NULL,
    colour    TEXT,
    note      TEXT NOT NULL,
    created   TEXT NOT NULL,
    modified  TEXT NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('anchored', 'orphan')),
    deleted   TEXT,
    CHECK ((kind = 'highlight') = (start IS NOT NULL AND end IS NOT NULL AND quote IS NOT NULL
                                   AND colour IS NOT NULL)),
    CHECK (start IS NULL OR start < end)
) STRICT;
CREATE INDEX annotation_document ON annotation (document, start);

CREATE TABLE annotation_tag (
    annotation  TEXT NOT NULL REFERENCES annotation (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    tag         TEXT NOT NULL,
    PRIMARY KEY (annotation, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_tag_tag ON annotation_tag (tag);

-- What changed, in order, so that a window can show what other processes wrote.
CREATE TABLE change (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL CHECK (kind IN ('source', 'document', 'annotation')),
    id        TEXT NOT NULL,
    document  TEXT                      -- of an annotation
) STRICT;

CREATE TRIGGER source_inserted AFTER INSERT ON source BEGIN
    INSERT INTO change (kind, id) VALUES ('source', new.id);
END;
CREATE TRIGGER source_updated AFTER UPDATE ON source BEGIN
    INSERT INTO change (kind, id) VALUES ('source', new.id);
END;
CREATE TRIGGER document_inserted AFTER INSERT ON document BEGIN
    INSERT INTO change (kind, id) VALUES ('document', new.id);
END;
CREATE TRIGGER document_updated AFTER UPDATE ON document BEGIN
    INSERT INTO change (kind, id) VALUES ('document', new.id);
END;
CREATE TRIGGER annotation_inserted AFTER INSERT ON annotation BEGIN
    INSERT INTO change (kind, id, document) VALUES ('annotation', new.id, new.document);
END;
CREATE TRIGGER annotation_updated AFTER UPDATE ON annotation BEGIN
    INSERT INTO change (kind, id, document) VALUES ('annotation', new.id, new.document);
END;
