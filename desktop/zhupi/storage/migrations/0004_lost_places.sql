-- A document whose text is not in the library, kept for its annotations: its source was read again
-- and has other bounds now, or its annotations came from another library and it never was here.
ALTER TABLE document ADD COLUMN gone TEXT;

-- 1: no file; a name for the documents that annotations came for. Its sha256 begins with "absent:".
ALTER TABLE source ADD COLUMN absent INTEGER NOT NULL DEFAULT 0;

-- Tells what is to be read again, without reading past the bytes of the files.
CREATE INDEX source_reader ON source (absent, parser);

CREATE INDEX annotation_orphan ON annotation (document) WHERE state = 'orphan';

-- Orphans that the user has looked at and keeps as they are: not counted any more.
CREATE TABLE kept_orphan (
    annotation  TEXT PRIMARY KEY REFERENCES annotation (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The times of the states that an annotation has left behind, here or in another library: they tell
-- which of two libraries goes on from the other.
CREATE TABLE former_state (
    annotation  TEXT NOT NULL REFERENCES annotation (id) ON DELETE CASCADE,
    modified    TEXT NOT NULL,
    PRIMARY KEY (annotation, modified)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER annotation_left_state AFTER UPDATE OF modified ON annotation
    WHEN old.modified <> new.modified BEGIN
    INSERT OR IGNORE INTO former_state VALUES (old.id, old.modified);
END;

CREATE TRIGGER annotation_found AFTER UPDATE OF state ON annotation WHEN new.state = 'anchored' BEGIN
    DELETE FROM kept_orphan WHERE annotation = new.id;
END;

-- An annotation that goes to another document leaves the former one: windows must learn of both.
CREATE TRIGGER IF NOT EXISTS annotation_moved AFTER UPDATE OF document ON annotation
    WHEN old.document <> new.document BEGIN
    INSERT INTO change (kind, id, document) VALUES ('annotation', new.id, old.document);
END;
