-- Notebooks; underlining; the words of annotations folded, so that a filter need not fold them.

ALTER TABLE annotation ADD COLUMN style TEXT NOT NULL DEFAULT 'highlight'
    CHECK (style IN ('highlight', 'underline'));

-- 1: its note is more than white space. A column, so that an index can hold it.
ALTER TABLE annotation ADD COLUMN noted INTEGER NOT NULL DEFAULT 0;

-- In the order of a document, its note last; with all that lists of annotations are made from, so
-- that they need not read over long texts.
CREATE INDEX annotation_order ON annotation (document, kind, start, "end", created, modified,
    colour, style, state, noted, id, deleted) WHERE deleted IS NULL;

-- fold() is the program's own function, see zhupi.gazette.folding.
CREATE TABLE annotation_words (
    annotation  TEXT PRIMARY KEY REFERENCES annotation (id) ON DELETE CASCADE,
    quote       TEXT NOT NULL,
    note        TEXT NOT NULL
) STRICT;
INSERT INTO annotation_words SELECT id, fold(coalesce(quote, '')), fold(note) FROM annotation;

-- Positions leave gaps and are distinct within their list, the waste basket included; only their
-- order means something.
CREATE TABLE notebook (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    position  INTEGER NOT NULL,
    created   TEXT NOT NULL,
    modified  TEXT NOT NULL,            -- of the notebook, its order or any of its items
    deleted   TEXT
) STRICT;
CREATE INDEX notebook_position ON notebook (position);

-- A flat sequence: an item stands under the nearest heading before it. Of an excerpt the words are
-- those of its annotation; it is not shown while that lies in the waste basket. A quote is what was
-- an excerpt until its annotation was deleted.
CREATE TABLE notebook_item (
    id          TEXT PRIMARY KEY,
    notebook    TEXT NOT NULL REFERENCES notebook (id),
    position    INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('heading', 'text', 'excerpt', 'quote')),
    level       INTEGER NOT NULL,       -- of a heading, from 1; otherwise 0
    text        TEXT NOT NULL,
    annotation  TEXT REFERENCES annotation (id),
    source      TEXT NOT NULL,          -- of a quote: the line that says where it stood
    created     TEXT NOT NULL,
    modified    TEXT NOT NULL,
    deleted     TEXT,
    CHECK ((kind = 'heading') = (level BETWEEN 1 AND 6)),
    CHECK (kind = 'heading' OR level = 0),
    CHECK ((kind = 'excerpt') = (annotation IS NOT NULL))
) STRICT;
CREATE INDEX notebook_item_order ON notebook_item (notebook, position);
CREATE INDEX notebook_item_annotation ON notebook_item (annotation) WHERE annotation IS NOT NULL;

-- The log of changes learns of notebooks. Its numbers go on where they were.
DROP TRIGGER source_inserted;
DROP TRIGGER source_updated;
DROP TRIGGER document_inserted;
DROP TRIGGER document_updated;
DROP TRIGGER annotation_inserted;
DROP TRIGGER annotation_updated;
UPDATE annotation SET noted = fold(note) <> '';
CREATE TABLE change_of_any (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL CHECK (kind IN ('source', 'document', 'annotation', 'notebook')),
    id        TEXT NOT NULL,
    document  TEXT                      -- of an annotation
) STRICT;
INSERT INTO change_of_any SELECT sequence, kind, id, document FROM change;
DROP TABLE change;
ALTER TABLE change_of_any RENAME TO change;

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
-- An annotation that goes to another copy of its text leaves the former document as well.
CREATE TRIGGER annotation_moved AFTER UPDATE OF document ON annotation
    WHEN old.document <> new.document BEGIN
    INSERT INTO change (kind, id, document) VALUES ('annotation', new.id, old.document);
END;
CREATE TRIGGER notebook_inserted AFTER INSERT ON notebook BEGIN
    INSERT INTO change (kind, id) VALUES ('notebook', new.id);
END;
-- Every change of an item or of their order is a change of its notebook's time as well.
CREATE TRIGGER notebook_updated AFTER UPDATE OF name, modified, deleted ON notebook BEGIN
    INSERT INTO change (kind, id) VALUES ('notebook', new.id);
END;
