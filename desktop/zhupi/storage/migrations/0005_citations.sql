-- What texts say of each other, and of their own force. All but the last two tables is read from
-- the documents and can be made anew.

-- Every text that a citation can lead to: documents, and what they enclose.
CREATE TABLE named_text (
    document   TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    enclosure  INTEGER NOT NULL,        -- its ordinal among the document's enclosures; 0 the whole
    number     TEXT,
    folded     TEXT NOT NULL,           -- its title
    work       TEXT NOT NULL,           -- the number, else folded title, date and issuers
    date       TEXT,                    -- its own, else that of its document
    rules      INTEGER NOT NULL,        -- version of the rules that read what it says; 0 none yet
    PRIMARY KEY (document, enclosure)
) STRICT, WITHOUT ROWID;
INSERT INTO named_text
    SELECT id, 0, number, fold(title), work, date, 0 FROM document;
INSERT INTO named_text
    SELECT enclosure.document, enclosure.ordinal, enclosure.number, fold(enclosure.title),
           coalesce(enclosure.number, fold(enclosure.title) || '|' || coalesce(enclosure.date, '')
               || '|' || (SELECT coalesce(group_concat(value, '、'), '')
                            FROM json_each(enclosure.issuers))),
           coalesce(enclosure.date, document.date), 0
      FROM enclosure JOIN document ON document.id = enclosure.document;
CREATE INDEX named_text_number ON named_text (number) WHERE number IS NOT NULL;
CREATE INDEX named_text_folded ON named_text (folded);
CREATE INDEX named_text_work ON named_text (work);
CREATE INDEX named_text_rules ON named_text (rules) WHERE enclosure = 0;

DROP INDEX citation_number;
DROP INDEX citation_title;
ALTER TABLE citation RENAME TO former_citation;
CREATE TABLE citation (
    document    TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,       -- in the order of the text, from 1
    relation    TEXT NOT NULL,          -- zhupi.gazette.relations.Relation
    title       TEXT,
    folded      TEXT,                   -- the title
    number      TEXT,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    first_line  INTEGER NOT NULL,
    last_line   INTEGER NOT NULL,
    place       TEXT NOT NULL,          -- on the ladder: 二（三）
    sentence    TEXT NOT NULL,
    at          INTEGER NOT NULL,       -- where in the sentence it begins
    head        TEXT NOT NULL,          -- of the list that it stands in, or ''
    own         INTEGER,                -- names what the document encloses (its ordinal) or is (0)
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
INSERT INTO citation
    SELECT document, ordinal, 'mentions', title, title, number, 0, 0, 1, 1, '', '', 0, '', NULL
      FROM former_citation;
DROP TABLE former_citation;
-- They hold all that counting and finding links takes, so that nothing reads over sentences.
CREATE INDEX citation_number ON citation (number, own) WHERE number IS NOT NULL;
CREATE INDEX citation_folded ON citation (folded, number, own) WHERE folded IS NOT NULL;
CREATE INDEX citation_effect ON citation (relation, own, number, folded)
    WHERE relation IN ('repeals', 'replaces', 'revises');

-- What lies in the waste basket is found without reading over the bytes of every source.
CREATE INDEX source_deleted ON source (deleted) WHERE deleted IS NOT NULL;
CREATE INDEX document_away ON document (source) WHERE deleted IS NOT NULL OR gone IS NOT NULL;

CREATE TABLE validity (
    document   TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    enclosure  INTEGER NOT NULL,        -- as in named_text
    starts     TEXT,
    ends       TEXT,                    -- the last day in force
    trial      INTEGER NOT NULL,
    reckoned   INTEGER NOT NULL,        -- a date was counted from that of the document
    words      TEXT NOT NULL,
    start      INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    PRIMARY KEY (document, enclosure)
) STRICT, WITHOUT ROWID;
CREATE INDEX validity_ends ON validity (ends) WHERE ends IS NOT NULL;

-- What the user says: whether a work is in force, and which copy of it citations open.
CREATE TABLE user_state (
    work     TEXT PRIMARY KEY,
    state    TEXT NOT NULL,
    changed  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE preferred_copy (
    work       TEXT PRIMARY KEY,
    document   TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    enclosure  INTEGER NOT NULL,
    changed    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Other windows see these as changes of the documents concerned.
CREATE TRIGGER user_state_inserted AFTER INSERT ON user_state BEGIN
    INSERT INTO change (kind, id)
        SELECT DISTINCT 'document', document FROM named_text WHERE work = new.work;
END;
CREATE TRIGGER user_state_updated AFTER UPDATE ON user_state BEGIN
    INSERT INTO change (kind, id)
        SELECT DISTINCT 'document', document FROM named_text WHERE work = new.work;
END;
CREATE TRIGGER user_state_deleted AFTER DELETE ON user_state BEGIN
    INSERT INTO change (kind, id)
        SELECT DISTINCT 'document', document FROM named_text WHERE work = old.work;
END;
CREATE TRIGGER preferred_copy_inserted AFTER INSERT ON preferred_copy BEGIN
    INSERT INTO change (kind, id)
        SELECT DISTINCT 'document', document FROM named_text WHERE work = new.work;
END;
CREATE TRIGGER preferred_copy_updated AFTER UPDATE ON preferred_copy BEGIN
    INSERT INTO change (kind, id)
        SELECT DISTINCT 'document', document FROM named_text WHERE work = new.work;
END;
CREATE TRIGGER preferred_copy_deleted AFTER DELETE ON preferred_copy BEGIN
    INSERT INTO change (kind, id)
        SELECT DISTINCT 'document', document FROM named_text WHERE work = old.work;
END;
