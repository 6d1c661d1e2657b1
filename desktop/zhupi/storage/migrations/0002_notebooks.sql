-- Notebooks; underlining; the words of annotations folded, so that a filter need not fold them.
-- fold() is the program's own function, see zhupi.gazette.folding.

-- Annotations get a number. What is joined by the thousand is joined by it; a row's hidden number
-- would not do, since VACUUM gives others.
CREATE TABLE numbered_annotation (
    serial    INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
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
    style     TEXT NOT NULL DEFAULT 'highlight' CHECK (style IN ('highlight', 'underline')),
    -- 1: its note is more than white space. No generated column: one is read from the wide row,
    -- never from an index.
    noted     INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1)),
    CHECK ((kind = 'highlight') = (start IS NOT NULL AND end IS NOT NULL AND quote IS NOT NULL
                                   AND colour IS NOT NULL)),
    CHECK (start IS NULL OR start < end)
) STRICT;
INSERT INTO numbered_annotation (id, document, work, kind, start, end, quote, prefix, suffix, place,
                                 heading, colour, note, created, modified, state, deleted, noted)
    SELECT id, document, work, kind, start, end, quote, prefix, suffix, place, heading, colour, note,
           created, modified, state, deleted, fold(note) <> ''
      FROM annotation ORDER BY rowid;

CREATE TABLE folded_tag (
    annotation  INTEGER NOT NULL REFERENCES numbered_annotation (serial) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    tag         TEXT NOT NULL,
    folded      TEXT NOT NULL,
    PRIMARY KEY (annotation, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO folded_tag
    SELECT numbered_annotation.serial, ordinal, tag, fold(tag)
      FROM annotation_tag
      JOIN numbered_annotation ON numbered_annotation.id = annotation_tag.annotation;

-- The referring table first: dropping the other deletes its rows, and what refers to them.
DROP TABLE annotation_tag;
DROP TABLE annotation;
ALTER TABLE numbered_annotation RENAME TO annotation;
ALTER TABLE folded_tag RENAME TO annotation_tag;

CREATE INDEX annotation_tag_folded ON annotation_tag (folded, tag, annotation);
-- In the order of a document, its note last. This and the next two hold all that lists are chosen
-- by, so that choosing need not read over long texts.
CREATE INDEX annotation_document ON annotation (document, kind, start, "end", created, serial,
    colour, style, state, noted, deleted);
CREATE INDEX annotation_created ON annotation (created, serial, document, kind, colour, style,
    state, noted, deleted) WHERE deleted IS NULL;
CREATE INDEX annotation_modified ON annotation (modified, serial, document, kind, colour, style,
    state, noted, created, deleted) WHERE deleted IS NULL;
CREATE INDEX annotation_deleted ON annotation (deleted) WHERE deleted IS NOT NULL;

CREATE TABLE annotation_words (
    annotation  INTEGER PRIMARY KEY REFERENCES annotation (serial) ON DELETE CASCADE,
    quote       TEXT NOT NULL,
    note        TEXT NOT NULL,
    tags        TEXT NOT NULL           -- one a line; folding leaves no line break in any
) STRICT;
INSERT INTO annotation_words
    SELECT serial, fold(coalesce(quote, '')), fold(note),
           coalesce((SELECT group_concat(folded, char(10)) FROM annotation_tag
                      WHERE annotation_tag.annotation = annotation.serial), '')
      FROM annotation;

-- Positions are texts that sort, see zhupi.annotations.positions: between any two there is a third,
-- so that nothing else changes its position when something comes between. What lies in the waste
-- basket keeps its position.
CREATE TABLE notebook (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    position  TEXT NOT NULL,
    created   TEXT NOT NULL,
    modified  TEXT NOT NULL,            -- of the notebook, its order or any of its items
    deleted   TEXT
) STRICT;
CREATE INDEX notebook_position ON notebook (position);

-- A flat sequence: an item stands under the nearest heading before it. Of an excerpt the words are
-- those of its annotation. A quote is what was an excerpt until its annotation was deleted.
CREATE TABLE notebook_item (
    id          TEXT PRIMARY KEY,
    notebook    TEXT NOT NULL REFERENCES notebook (id),
    position    TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('heading', 'text', 'excerpt', 'quote')),
    level       INTEGER NOT NULL,       -- of a heading, from 1; otherwise 0
    text        TEXT NOT NULL,          -- of an excerpt empty
    annotation  TEXT REFERENCES annotation (id),
    source      TEXT NOT NULL,          -- of a quote: the line that says where it stood
    folded      TEXT NOT NULL,          -- fold(text)
    created     TEXT NOT NULL,
    modified    TEXT NOT NULL,
    deleted     TEXT,
    CHECK ((kind = 'heading') = (level BETWEEN 1 AND 6)),
    CHECK (kind = 'heading' OR level = 0),
    CHECK (kind <> 'excerpt' OR annotation IS NOT NULL)
) STRICT;
CREATE INDEX notebook_item_order ON notebook_item (notebook, position);
CREATE INDEX notebook_item_annotation ON notebook_item (annotation) WHERE annotation IS NOT NULL;

-- The log of changes learns of notebooks. Its numbers go on where they were, also where none of
-- its rows is left.
DROP TRIGGER source_inserted;
DROP TRIGGER source_updated;
DROP TRIGGER document_inserted;
DROP TRIGGER document_updated;
CREATE TABLE change_of_any (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL CHECK (kind IN ('source', 'document', 'annotation', 'notebook')),
    id        TEXT NOT NULL,
    document  TEXT                      -- of an annotation
) STRICT;
INSERT INTO change_of_any SELECT sequence, kind, id, document FROM change ORDER BY sequence;
DELETE FROM sqlite_sequence WHERE name = 'change_of_any';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'change_of_any', seq FROM sqlite_sequence WHERE name = 'change';
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
-- Whoever writes an item writes its notebook's time as well, so that this tells of both.
CREATE TRIGGER notebook_inserted AFTER INSERT ON notebook BEGIN
    INSERT INTO change (kind, id) VALUES ('notebook', new.id);
END;
CREATE TRIGGER notebook_updated AFTER UPDATE ON notebook BEGIN
    INSERT INTO change (kind, id) VALUES ('notebook', new.id);
END;
