-- Version 2: what is followed on the network. Times are seconds since 1970 in UTC.

-- Feeds, sitemaps and lists that are polled.
CREATE TABLE feeds (
    row      INTEGER PRIMARY KEY,
    url      TEXT NOT NULL UNIQUE,
    title    TEXT,
    etag     TEXT,
    modified TEXT,
    polled   INTEGER,
    due      INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    trouble  TEXT
) STRICT;

-- Articles that feeds pointed at, once each. `key` is the same for all addresses of one article.
-- Rows are never deleted, so that nothing is fetched twice.
CREATE TABLE visits (
    row      INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    url      TEXT NOT NULL,
    feed     TEXT NOT NULL,
    listed   INTEGER NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'given up')),
    due      INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    trouble  TEXT,
    document INTEGER REFERENCES documents (row)
) STRICT;
CREATE INDEX visits_waiting ON visits (due) WHERE state = 'waiting';
