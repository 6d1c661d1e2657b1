-- A document whose text is not in the library, kept for its annotations: since then its source was
-- read with other bounds, or its annotations came from another library and it never was here.
ALTER TABLE document ADD COLUMN gone TEXT;

-- 1: no file; a name for the documents that annotations came for. Its sha256 begins with "absent:".
ALTER TABLE source ADD COLUMN absent INTEGER NOT NULL DEFAULT 0;

CREATE INDEX annotation_work ON annotation (work) WHERE state = 'orphan';

-- Orphans that the user has looked at and keeps as they are: not counted any more.
CREATE TABLE kept_orphan (
    annotation  TEXT PRIMARY KEY REFERENCES annotation (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The state of an annotation that was last the same here and in another library.
CREATE TABLE exchanged (
    annotation  TEXT PRIMARY KEY REFERENCES annotation (id) ON DELETE CASCADE,
    modified    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
