-- What a model was trained to: the folder of its files, the weight that training stored (0 to 1), and why the last
-- training failed. A model that was upgraded has a second version of its base model.
ALTER TABLE custom_model ADD COLUMN trained_version TEXT;
ALTER TABLE custom_model ADD COLUMN customization_weight REAL;
ALTER TABLE custom_model ADD COLUMN error TEXT;
ALTER TABLE custom_model ADD COLUMN upgraded_version TEXT;

-- Work that outlives a request. At most one operation with a key is active: the index is what makes a model locked.
CREATE TABLE operation (
    id         TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL,
    payload    TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    fence      INTEGER NOT NULL DEFAULT 0,
    owner      TEXT,
    not_before TEXT,
    reason     TEXT,
    created    TEXT NOT NULL,
    updated    TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX operation_active ON operation (key) WHERE state IN ('queued', 'running');

-- Texts that language models learn from; blob is the key of the text's file.
CREATE TABLE corpus (
    model_id                TEXT NOT NULL REFERENCES custom_model (id) ON DELETE CASCADE,
    name                    TEXT NOT NULL,
    status                  TEXT NOT NULL CHECK (status IN ('being_processed', 'analyzed', 'undetermined')),
    total_words             INTEGER NOT NULL DEFAULT 0,
    out_of_vocabulary_words INTEGER NOT NULL DEFAULT 0,
    error                   TEXT,
    blob                    TEXT NOT NULL,
    customer_id             TEXT,
    created                 TEXT NOT NULL,
    PRIMARY KEY (model_id, name)
) STRICT;

CREATE TABLE grammar (
    model_id                TEXT NOT NULL REFERENCES custom_model (id) ON DELETE CASCADE,
    name                    TEXT NOT NULL,
    format                  TEXT NOT NULL CHECK (format IN ('abnf', 'xml')),
    status                  TEXT NOT NULL CHECK (status IN ('being_processed', 'analyzed', 'undetermined')),
    out_of_vocabulary_words INTEGER NOT NULL DEFAULT 0,
    error                   TEXT,
    blob                    TEXT NOT NULL,
    customer_id             TEXT,
    created                 TEXT NOT NULL,
    PRIMARY KEY (model_id, name)
) STRICT;

-- The words resource. sounds_like and error are JSON arrays, as on the wire. A word is unanalysed from when it is added
-- with others until the analysis that this begins has ended.
CREATE TABLE word (
    model_id     TEXT NOT NULL REFERENCES custom_model (id) ON DELETE CASCADE,
    word         TEXT NOT NULL,
    sounds_like  TEXT NOT NULL DEFAULT '[]',
    display_as   TEXT NOT NULL DEFAULT '',
    mapping_only INTEGER NOT NULL DEFAULT 0,
    error        TEXT,
    customer_id  TEXT,
    unanalysed   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (model_id, word)
) STRICT, WITHOUT ROWID;

CREATE INDEX word_unanalysed ON word (model_id) WHERE unanalysed;

-- Where a word came from, and how often it occurs there: 'user', or the name of a corpus or grammar.
CREATE TABLE word_source (
    model_id TEXT NOT NULL,
    word     TEXT NOT NULL,
    source   TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('user', 'corpus', 'grammar')),
    count    INTEGER NOT NULL,
    PRIMARY KEY (model_id, word, source),
    FOREIGN KEY (model_id, word) REFERENCES word (model_id, word) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX word_source_by_source ON word_source (model_id, source);
