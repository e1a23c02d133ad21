-- Asynchronous recognitions. audio and results are keys of blobs, parameters JSON as RecognitionParameters has it, events
-- names with commas between; a job has expires_at from its end on.
CREATE TABLE recognition (
    id           TEXT NOT NULL PRIMARY KEY,
    owner        TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('waiting', 'processing', 'completed', 'failed')),
    created      TEXT NOT NULL,
    updated      TEXT NOT NULL,
    parameters   TEXT NOT NULL,
    content_type TEXT,
    audio        TEXT,
    results      TEXT,
    error_code   INTEGER,
    error        TEXT,
    results_ttl  INTEGER NOT NULL,
    expires_at   TEXT,
    callback_url TEXT,
    events       TEXT NOT NULL DEFAULT '',
    user_token   TEXT NOT NULL DEFAULT '',
    customer_id  TEXT
) STRICT;

CREATE INDEX recognition_by_owner ON recognition (owner, created);
CREATE INDEX recognition_by_expiry ON recognition (expires_at) WHERE expires_at IS NOT NULL;

-- Addresses that may be told of jobs. The secret signs what they are sent; it is as safe as this file.
CREATE TABLE callback (
    owner       TEXT NOT NULL,
    url         TEXT NOT NULL,
    user_secret TEXT,
    created     TEXT NOT NULL,
    customer_id TEXT,
    PRIMARY KEY (owner, url)
) STRICT, WITHOUT ROWID;

-- When addresses were registered, whether they still are or not: there is a limit to how many an hour.
CREATE TABLE callback_registration (
    owner   TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;
