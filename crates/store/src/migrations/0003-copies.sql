-- Near copies, newer versions, and reports whose claims do not count.

-- A document that holds a near copy of a report: one more source of it. The copy's own words are
-- in the document's bytes.
CREATE TABLE copies (
    document  INTEGER PRIMARY KEY REFERENCES documents (row),
    report    INTEGER NOT NULL REFERENCES reports (row),
    title     TEXT,
    published TEXT,
    url       TEXT,
    site      TEXT
) STRICT;
CREATE INDEX copies_by_report ON copies (report);

-- Bands of the reports' signatures: reports that share one may be near copies.
CREATE TABLE report_bands (
    band   INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (row),
    PRIMARY KEY (band, report)
) STRICT, WITHOUT ROWID;

-- A report that tells the story of an earlier one again.
CREATE TABLE versions (
    report  INTEGER PRIMARY KEY REFERENCES reports (row),
    earlier INTEGER NOT NULL REFERENCES reports (row)
) STRICT;

-- Reports whose claims are kept and do not count: withdrawn, or replaced by a corrected version.
CREATE TABLE set_aside (
    report INTEGER PRIMARY KEY REFERENCES reports (row),
    reason TEXT NOT NULL CHECK (reason IN ('withdrawn', 'replaced'))
) STRICT;
