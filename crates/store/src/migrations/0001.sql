-- Version 1 of the situation file. Never change this step: add another.

-- Bytes as received, kept as evidence. `bytes` is NULL where originals are not kept.
CREATE TABLE documents (
    row        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    origin     TEXT NOT NULL,
    url        TEXT,
    media_type TEXT NOT NULL,
    charset    TEXT,
    fetched    TEXT,
    published  TEXT,
    size       INTEGER NOT NULL,
    encoding   TEXT NOT NULL CHECK (encoding IN ('plain', 'zstd', 'absent')),
    bytes      BLOB
) STRICT;

-- One article cut out of a document. `body` holds everything but the text, as JSON.
CREATE TABLE reports (
    row       INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents (row),
    extractor INTEGER NOT NULL,
    title     TEXT,
    published TEXT,
    language  TEXT NOT NULL,
    url       TEXT,
    site      TEXT,
    text      TEXT NOT NULL,
    body      TEXT NOT NULL,
    UNIQUE (document, extractor)
) STRICT;

CREATE TRIGGER reports_never_change BEFORE UPDATE ON reports
BEGIN
    SELECT RAISE(ABORT, 'a report is never changed');
END;

-- The words of the reports; the text itself stays in `reports`.
CREATE VIRTUAL TABLE report_words USING fts5(
    text, content = 'reports', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER reports_are_indexed AFTER INSERT ON reports
BEGIN
    INSERT INTO report_words (rowid, text) VALUES (new.row, new.text);
END;

-- What a report says. Columns serve filters; `body` is the whole claim as JSON.
CREATE TABLE claims (
    row        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    report     INTEGER NOT NULL REFERENCES reports (row),
    happening  TEXT NOT NULL,
    assertion  TEXT NOT NULL,
    first_day  TEXT,
    last_day   TEXT,
    place_key  TEXT NOT NULL,
    confidence REAL NOT NULL,
    body       TEXT NOT NULL
) STRICT;
CREATE INDEX claims_by_report ON claims (report);
CREATE INDEX claims_by_happening ON claims (happening, assertion);

-- A view of the claims, replaced as a whole.
CREATE TABLE events (
    row        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    happening  TEXT NOT NULL,
    assertion  TEXT NOT NULL,
    first_day  TEXT,
    last_day   TEXT,
    place_id   TEXT,
    place_key  TEXT NOT NULL,
    country    TEXT,
    certainty  REAL NOT NULL,
    summary    TEXT NOT NULL,
    body       TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_happening ON events (happening, assertion);
CREATE INDEX events_by_day ON events (first_day);

CREATE TABLE event_claims (
    event INTEGER NOT NULL REFERENCES events (row),
    claim INTEGER NOT NULL REFERENCES claims (row),
    PRIMARY KEY (event, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_claims_by_claim ON event_claims (claim);

-- Boxes of the events that have a place, in degrees.
CREATE VIRTUAL TABLE event_boxes USING rtree(event, west, east, south, north);

-- A view of the events, replaced with them.
CREATE TABLE place_status (
    place     TEXT NOT NULL,
    facet     TEXT NOT NULL,
    place_key TEXT NOT NULL,
    as_of     TEXT,
    body      TEXT NOT NULL,
    PRIMARY KEY (place, facet)
) STRICT, WITHOUT ROWID;

-- What reviewers decided: a log that only grows.
CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    why      TEXT NOT NULL,
    kind     TEXT NOT NULL
) STRICT;

CREATE TRIGGER decisions_follow_each_other BEFORE INSERT ON decisions
WHEN new.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM decisions)
BEGIN
    SELECT RAISE(ABORT, 'decisions are only ever appended');
END;
CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'a decision is never changed');
END;
CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'a decision is never deleted');
END;

-- What went wrong, once each. `document` is NULL where there was none to speak of.
CREATE TABLE diagnostics (
    row      INTEGER PRIMARY KEY,
    document INTEGER REFERENCES documents (row),
    stage    TEXT NOT NULL,
    severity TEXT NOT NULL,
    code     TEXT NOT NULL,
    origin   TEXT NOT NULL,
    message  TEXT NOT NULL,
    UNIQUE (origin, stage, code, message)
) STRICT;
CREATE INDEX diagnostics_by_document ON diagnostics (document);
