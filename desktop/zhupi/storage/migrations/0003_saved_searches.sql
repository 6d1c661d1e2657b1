-- Searches that the user keeps, in the order in which they are listed. A NULL issuer, year or kind
-- narrows nothing; '' and 0 stand for documents without one.

CREATE TABLE saved_search (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    query     TEXT NOT NULL,
    issuer    TEXT,
    year      INTEGER,
    kind      TEXT,
    sort      TEXT NOT NULL CHECK (sort IN ('relevance', 'date', 'issuer')),
    ordinal   INTEGER NOT NULL,
    created   TEXT NOT NULL,
    modified  TEXT NOT NULL,
    deleted   TEXT
) STRICT;
