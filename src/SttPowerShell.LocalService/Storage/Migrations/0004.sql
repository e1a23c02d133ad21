-- Recordings and archives of recordings that acoustic models learn from; blob is the key of what was sent, contained_type
-- the content type of an archive's members. Durations are in seconds.
CREATE TABLE audio (
    model_id       TEXT NOT NULL REFERENCES custom_model (id) ON DELETE CASCADE,
    name           TEXT NOT NULL,
    status         TEXT NOT NULL CHECK (status IN ('being_processed', 'ok', 'invalid')),
    content_type   TEXT NOT NULL,
    contained_type TEXT,
    type           TEXT CHECK (type IN ('audio', 'archive', 'undetermined')),
    compression    TEXT CHECK (compression IN ('zip', 'gzip')),
    codec          TEXT,
    frequency      INTEGER,
    duration       REAL NOT NULL DEFAULT 0,
    error          TEXT,
    blob           TEXT NOT NULL,
    customer_id    TEXT,
    created        TEXT NOT NULL,
    PRIMARY KEY (model_id, name)
) STRICT;

-- What is in an archive, by position.
CREATE TABLE audio_member (
    model_id  TEXT NOT NULL,
    audio     TEXT NOT NULL,
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL,
    status    TEXT NOT NULL CHECK (status IN ('ok', 'invalid')),
    codec     TEXT,
    frequency INTEGER,
    duration  REAL NOT NULL DEFAULT 0,
    error     TEXT,
    PRIMARY KEY (model_id, audio, position),
    FOREIGN KEY (model_id, audio) REFERENCES audio (model_id, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
