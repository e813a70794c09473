-- A run of Monograph. Read by SQLite and by DuckDB. Ranges are half-open, in characters of the document's text;
-- columns of fragments are JSON: [[start, end], ...].

CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY,    -- path below the folder that the run read
    sha256 TEXT NOT NULL,       -- of the file's bytes
    title TEXT,
    drug TEXT,                  -- the monograph's subject
    text TEXT                   -- where it is at hand (--corpus), or was not plain text
);

CREATE TABLE entities (         -- mentions
    doc_id TEXT NOT NULL,
    id TEXT NOT NULL,           -- unique within the document
    label TEXT NOT NULL,
    name TEXT NOT NULL,         -- canonical
    concept TEXT,               -- CURIE
    text TEXT NOT NULL,         -- as it stands there
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    fragments TEXT NOT NULL,
    found_by TEXT NOT NULL,     -- rules and models, joined by ;
    PRIMARY KEY (doc_id, id)
);

CREATE TABLE triples (          -- one claim of one document
    id TEXT PRIMARY KEY,
    doc_id TEXT NOT NULL,
    subject TEXT NOT NULL,      -- canonical name
    subject_label TEXT NOT NULL,
    subject_text TEXT NOT NULL, -- the mention that the text uses first
    subject_id TEXT NOT NULL,   -- CURIE, MONOGRAPH:... where it is linked to nothing
    relation TEXT NOT NULL,
    direction TEXT,             -- up: activates, increases; down: inhibits, antagonizes, decreases
    object TEXT NOT NULL,
    object_label TEXT NOT NULL,
    object_text TEXT NOT NULL,
    object_id TEXT NOT NULL,
    polarity TEXT NOT NULL,     -- affirmed, negated
    certainty TEXT NOT NULL,    -- asserted, hedged
    effect_kind TEXT,           -- of causes: adverse, therapeutic, physiological
    confidence DOUBLE           -- NULL where nothing scored it
);

CREATE TABLE evidence (         -- a place where the text says it
    triple_id TEXT NOT NULL,
    number INTEGER NOT NULL,    -- from 1, in the order of the text
    section TEXT,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    text TEXT NOT NULL,         -- the sentence, white space as one space
    subject TEXT NOT NULL,      -- fragments
    trigger_words TEXT NOT NULL,
    object TEXT NOT NULL,
    found_by TEXT NOT NULL,     -- rules and models, joined by ;
    contradicted_by TEXT NOT NULL, -- those that read the same words in another way, joined by ;
    PRIMARY KEY (triple_id, number)
);

CREATE TABLE via (              -- the triple comes about through the cause
    triple_id TEXT NOT NULL,
    cause_id TEXT NOT NULL,
    PRIMARY KEY (triple_id, cause_id)
);

CREATE VIEW affirmed AS
    SELECT * FROM triples WHERE polarity = 'affirmed';

-- Every way in which one triple leads to another, over any number of links.
CREATE VIEW chains AS
    WITH RECURSIVE chain (triple_id, cause_id, links) AS (
        SELECT triple_id, cause_id, 1 FROM via
        UNION
        SELECT chain.triple_id, via.cause_id, chain.links + 1
        FROM chain JOIN via ON via.triple_id = chain.cause_id
        WHERE chain.links < 100     -- a run has no circles; a file that someone changed may
    )
    SELECT triple_id, cause_id, links FROM chain;

-- What a drug brings about, and through what: amitriptyline causes sedation, as it antagonizes H1 receptors.
CREATE VIEW mechanisms AS
    SELECT effect.doc_id, effect.subject, effect.relation, effect.object, effect.object_id, effect.certainty,
           cause.relation AS through_relation, cause.object AS through, cause.object_id AS through_id,
           chains.links, effect.id AS effect_id, cause.id AS cause_id
    FROM chains
    JOIN affirmed AS effect ON effect.id = chains.triple_id
    JOIN affirmed AS cause ON cause.id = chains.cause_id;

-- Pairs of claims of one subject and object that can't both hold.
CREATE VIEW contradictions AS
    SELECT 'polarity' AS kind, one.subject, one.object, one.relation, other.relation AS other_relation,
           one.doc_id, other.doc_id AS other_doc_id, one.id, other.id AS other_id
    FROM triples AS one
    JOIN triples AS other
      ON other.subject_id = one.subject_id AND other.object_id = one.object_id AND other.relation = one.relation
    WHERE one.polarity = 'affirmed' AND other.polarity = 'negated'
    UNION ALL
    SELECT 'direction', one.subject, one.object, one.relation, other.relation,
           one.doc_id, other.doc_id, one.id, other.id
    FROM affirmed AS one
    JOIN affirmed AS other
      ON other.subject_id = one.subject_id AND other.object_id = one.object_id
    WHERE one.direction = 'up' AND other.direction = 'down';
