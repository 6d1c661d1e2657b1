-- How far documents were read, and which of them the user keeps together.

-- The log of changes takes any kind from now on: no further one needs another table. Nothing is
-- renamed, as that would look into triggers that name a table which is not there for a moment.
CREATE TABLE kept_change AS SELECT sequence, kind, id, document FROM change ORDER BY sequence;
CREATE TABLE kept_sequence AS SELECT seq FROM sqlite_sequence WHERE name = 'change';
DROP TABLE change;
CREATE TABLE change (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL,
    id        TEXT NOT NULL,
    document  TEXT                      -- of an annotation
) STRICT;
INSERT INTO change SELECT sequence, kind, id, document FROM kept_change ORDER BY sequence;
DELETE FROM sqlite_sequence WHERE name = 'change';
INSERT INTO sqlite_sequence (name, seq) SELECT 'change', seq FROM kept_sequence;
DROP TABLE kept_change;
DROP TABLE kept_sequence;

-- The work is there for when its document no longer is: another copy goes on from it.
CREATE TABLE reading_state (
    document  TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    work      TEXT NOT NULL,
    percent   INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
    done      INTEGER NOT NULL CHECK (done IN (0, 1)),
    read      TEXT,                     -- when it was left last; NULL: only marked by hand
    modified  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_state_read ON reading_state (read) WHERE read IS NOT NULL;

CREATE TABLE collection (
    id        TEXT PRIMARY KEY,         -- 'favourites' are those with a star: always there
    name      TEXT NOT NULL,
    created   TEXT NOT NULL,
    modified  TEXT NOT NULL,
    deleted   TEXT
) STRICT;
INSERT INTO collection VALUES ('favourites', '收藏', '2000-01-01T00:00:00.000Z',
                               '2000-01-01T00:00:00.000Z', NULL);

CREATE TABLE collected (
    collection  TEXT NOT NULL REFERENCES collection (id),
    document    TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    enclosure   INTEGER NOT NULL,       -- its ordinal in the document; 0 the whole
    work        TEXT NOT NULL,
    added       TEXT NOT NULL,
    deleted     TEXT,
    PRIMARY KEY (collection, document, enclosure)
) STRICT, WITHOUT ROWID;

-- A document that was read another way may be another work now.
CREATE TRIGGER document_other_work AFTER UPDATE OF work ON document WHEN old.work <> new.work BEGIN
    UPDATE reading_state SET work = new.work WHERE document = new.id;
    UPDATE collected SET work = new.work WHERE document = new.id AND enclosure = 0;
END;

CREATE TRIGGER reading_state_inserted AFTER INSERT ON reading_state BEGIN
    INSERT INTO change (kind, id) VALUES ('reading', new.document);
END;
CREATE TRIGGER reading_state_updated AFTER UPDATE ON reading_state BEGIN
    INSERT INTO change (kind, id) VALUES ('reading', new.document);
END;
CREATE TRIGGER reading_state_deleted AFTER DELETE ON reading_state BEGIN
    INSERT INTO change (kind, id) VALUES ('reading', old.document);
END;
CREATE TRIGGER collection_inserted AFTER INSERT ON collection BEGIN
    INSERT INTO change (kind, id) VALUES ('collection', new.id);
END;
CREATE TRIGGER collection_updated AFTER UPDATE ON collection BEGIN
    INSERT INTO change (kind, id) VALUES ('collection', new.id);
END;
CREATE TRIGGER collected_inserted AFTER INSERT ON collected BEGIN
    INSERT INTO change (kind, id) VALUES ('collection', new.collection);
END;
CREATE TRIGGER collected_updated AFTER UPDATE ON collected BEGIN
    INSERT INTO change (kind, id) VALUES ('collection', new.collection);
END;
