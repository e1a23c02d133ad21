-- What the service knows about itself: the default instance's owner, the key that signs tokens.
CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Custom models of both types. Ids are GUIDs in lower case, times UTC in ISO 8601 with milliseconds and Z.
CREATE TABLE custom_model (
    id                 TEXT NOT NULL PRIMARY KEY,
    owner              TEXT NOT NULL,
    type               TEXT NOT NULL CHECK (type IN ('language', 'acoustic')),
    name               TEXT NOT NULL,
    description        TEXT,
    base_model         TEXT NOT NULL,
    base_model_version TEXT NOT NULL,
    language           TEXT NOT NULL,
    dialect            TEXT,
    status             TEXT NOT NULL
                       CHECK (status IN ('pending', 'ready', 'training', 'available', 'upgrading', 'failed')),
    created            TEXT NOT NULL,
    updated            TEXT NOT NULL,
    CHECK (type = 'language' OR dialect IS NULL)
) STRICT;

CREATE INDEX custom_model_by_owner ON custom_model (owner, type, created, id);
