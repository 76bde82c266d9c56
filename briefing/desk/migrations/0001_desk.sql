-- The desk's tables, who may do what, and the few functions that the server itself must run.
-- Run as briefing_owner, in one transaction. See docs/desk.md for the why of each part.

CREATE TABLE setting (key text PRIMARY KEY, value text NOT NULL);
INSERT INTO setting VALUES ('desk', gen_random_uuid()::text);

-- ── articles ───────────────────────────────────────────────────────────────────────────────────
-- `tokens` are the folded words of title and text between single spaces, `words` the same without order.
CREATE TABLE article (
    id text COLLATE "C" PRIMARY KEY,
    story text COLLATE "C" NOT NULL,
    latest boolean NOT NULL DEFAULT true,
    document jsonb NOT NULL,
    text text NOT NULL,
    source text,
    title text NOT NULL,
    site text,
    site_key text NOT NULL,
    stated text COLLATE "C",
    published text COLLATE "C",
    added text COLLATE "C" NOT NULL,
    language text,
    url text,
    place bigint NOT NULL,
    claims integer,
    actors integer,
    words tsvector NOT NULL,
    title_words tsvector NOT NULL,
    actor_words tsvector NOT NULL DEFAULT '',
    tokens text NOT NULL,
    title_tokens text NOT NULL,
    actor_tokens text NOT NULL DEFAULT '',
    actor_names text NOT NULL DEFAULT '',
    added_by name NOT NULL DEFAULT session_user
);
CREATE INDEX article_newest ON article (place DESC, id) WHERE latest;
CREATE INDEX article_story ON article (story);
CREATE INDEX article_words ON article USING gin (words);
CREATE INDEX article_title_words ON article USING gin (title_words);
CREATE INDEX article_actor_words ON article USING gin (actor_words);

-- An address may be longer than an index row: `key` is its SHA-256.
CREATE TABLE version (
    key text COLLATE "C" NOT NULL,
    url text NOT NULL,
    article_id text COLLATE "C" NOT NULL,
    seen text COLLATE "C" NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (key, article_id)
);

CREATE TABLE brief (
    article_id text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    model text COLLATE "C" NOT NULL,
    published text COLLATE "C" NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    data bytea NOT NULL,
    PRIMARY KEY (article_id, version, model, published)
);
CREATE TABLE claim (
    article_id text COLLATE "C" NOT NULL,
    polarity text NOT NULL,
    source text NOT NULL,
    quotation text NOT NULL,
    hedged boolean NOT NULL,
    content text NOT NULL,
    attribution text NOT NULL,
    content_words tsvector NOT NULL,
    source_words tsvector NOT NULL,
    content_tokens text NOT NULL,
    source_tokens text NOT NULL
);
CREATE INDEX claim_article ON claim (article_id);
CREATE INDEX claim_polarity ON claim (polarity, article_id) WHERE polarity <> 'assert';
CREATE INDEX claim_content ON claim USING gin (content_words);
CREATE INDEX claim_source ON claim USING gin (source_words);

CREATE TABLE rating (
    rating_id text COLLATE "C" PRIMARY KEY,
    site text NOT NULL,
    grade text,
    reason text NOT NULL,
    at text COLLATE "C" NOT NULL,
    by text NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    analyst name NOT NULL DEFAULT session_user
);

-- ── annotations ────────────────────────────────────────────────────────────────────────────────
-- `verbatim` holds what JSONB would not give back to the letter: numbers and the fields of an import.
CREATE TABLE annotation (
    uid text COLLATE "C" PRIMARY KEY,
    story text COLLATE "C" NOT NULL,
    rev bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    created text COLLATE "C" NOT NULL,
    modified text COLLATE "C" NOT NULL,
    deleted_at text COLLATE "C",
    owner name NOT NULL DEFAULT session_user,
    credibility smallint,
    anchor text COLLATE "C",
    tag_keys text[] COLLATE "C" NOT NULL,
    document jsonb NOT NULL,
    verbatim json,
    words tsvector NOT NULL,
    tokens text NOT NULL,
    private boolean NOT NULL GENERATED ALWAYS AS
        (jsonb_path_exists(document, '$.body.tags[*] ? (@ like_regex "^private$" flag "i")')) STORED
);
CREATE INDEX annotation_story ON annotation (story);
CREATE INDEX annotation_modified ON annotation (modified DESC, uid DESC) WHERE deleted_at IS NULL;
CREATE INDEX annotation_kind ON annotation (kind) WHERE deleted_at IS NULL;
CREATE INDEX annotation_anchor ON annotation (anchor, story) WHERE anchor IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX annotation_credibility ON annotation (credibility, story) WHERE credibility IS NOT NULL;
CREATE INDEX annotation_tags ON annotation USING gin (tag_keys);
CREATE INDEX annotation_words ON annotation USING gin (words);

-- The steps of undo and the history. `document` is the step as it was made; the marks are columns.
CREATE TABLE op (
    op_id text COLLATE "C" PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY,
    story text COLLATE "C" NOT NULL,
    analyst name NOT NULL DEFAULT session_user,
    what text NOT NULL,
    uids text[] COLLATE "C" NOT NULL,
    size integer NOT NULL,
    undone boolean NOT NULL DEFAULT false,
    undone_at text,
    undone_by text,
    dropped boolean NOT NULL DEFAULT false,
    document json NOT NULL
);
CREATE INDEX op_story ON op (story, analyst, number);

CREATE TABLE state (
    analyst name NOT NULL DEFAULT session_user,
    story text COLLATE "C" NOT NULL,
    read boolean NOT NULL,
    starred boolean NOT NULL,
    later boolean NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (analyst, story)
);

-- Which stories changed, in the order of the commits. `session` is the window that did it.
CREATE TABLE change (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    story text COLLATE "C" NOT NULL,
    session text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

-- ── what the server does itself ────────────────────────────────────────────────────────────────
-- Case and accents aside, for signs that are no words (`C++`, `5%`).
CREATE FUNCTION fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN normalize(regexp_replace(normalize(lower(given), NFKD), '[\u0300-\u036f]', '', 'g'), NFC);

CREATE FUNCTION note_text(document jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN concat_ws(E'\n', document #>> '{body,text}', document #>> '{target,quote,exact}', document #>> '{body,tags}');

-- How often words stand in a row of words.
CREATE FUNCTION occurrences(tokens text, wanted text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (length(tokens) - length(replace(tokens, wanted, ''))) / length(wanted);

-- Tell of a change. The lock is the last one a transaction takes and is let go after its commit shows, so
-- that numbers come into sight in their order: who has seen n has seen all before it. NOTIFY
-- takes such a lock of its own, so nothing is lost by it.
CREATE FUNCTION announce(stories text[], by_session text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = briefing, pg_temp AS $$
DECLARE last bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(1651663206, 1);
    WITH told AS (
        INSERT INTO change (story, session) SELECT unnest(stories), by_session RETURNING number
    ) SELECT max(number) INTO last FROM told;
    IF last % 1000 = 0 THEN
        DELETE FROM change WHERE at < now() - interval '7 days' AND number < last;
    END IF;
    PERFORM pg_notify('briefing', last::text);
END $$;

-- Keep a step of the caller's: what was undone can no longer be redone, and the oldest fall to the bound.
CREATE FUNCTION record_step(
    its_id text, its_story text, its_kind text, its_uids text[], its_document json, most integer, most_bytes integer
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = briefing, pg_temp AS $$
DECLARE oldest bigint;
BEGIN
    UPDATE op SET dropped = true
        WHERE story = its_story AND analyst = session_user AND undone AND NOT dropped;
    INSERT INTO op (op_id, story, what, uids, size, document)
        VALUES (its_id, its_story, its_kind, its_uids, octet_length(its_document::text), its_document);
    SELECT number INTO oldest FROM (
        SELECT number, row_number() OVER late AS n, sum(size) OVER late AS total
        FROM op WHERE story = its_story AND analyst = session_user
        WINDOW late AS (ORDER BY number DESC)
    ) kept WHERE n > most OR (n > 1 AND total > most_bytes) ORDER BY number DESC LIMIT 1;
    IF oldest IS NOT NULL THEN
        DELETE FROM op WHERE story = its_story AND analyst = session_user AND number <= oldest;
    END IF;
END $$;

-- One step on one story, whole: `changed` are rows with the `rev` that each was read with in `before`, or
-- none for a new one. False, and nothing done, where one of them is another now. A statement of its own is a
-- transaction of its own: nobody waits for the next word of a client. Without `by_session` the caller
-- announces the change, at the end of a longer transaction.
CREATE FUNCTION apply_change(
    its_story text, changed json, its_state json, step_id text, step_kind text, step_uids text[], step json,
    most integer, most_bytes integer, by_session text
) RETURNS boolean LANGUAGE plpgsql SET search_path = briefing, pg_temp AS $$
DECLARE other integer; expected integer; done integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(its_story, 0));
    IF changed IS NOT NULL THEN
        SELECT count(*) FILTER (WHERE n.rev IS DISTINCT FROM r.before), count(r.before) INTO other, expected
            FROM json_to_recordset(changed) AS r(uid text, before bigint)
            LEFT JOIN annotation n ON n.uid = r.uid AND n.story = its_story;
        IF other > 0 THEN
            RETURN false;
        END IF;
        INSERT INTO annotation (uid, story, rev, kind, created, modified, deleted_at, credibility, anchor, tag_keys,
                                document, verbatim, words, tokens)
            SELECT uid, its_story, rev, kind, created, modified, deleted_at, credibility, anchor, tag_keys,
                   document, verbatim::json, array_to_tsvector(words), tokens
            FROM json_to_recordset(changed) AS r(
                uid text, before bigint, rev bigint, kind text, created text, modified text, deleted_at text,
                credibility smallint, anchor text, tag_keys text[], document jsonb, verbatim text, words text[], tokens text)
            WHERE before IS NULL;
        IF expected > 0 THEN
            UPDATE annotation n SET rev = r.rev, kind = r.kind, created = r.created, modified = r.modified,
                deleted_at = r.deleted_at, credibility = r.credibility, anchor = r.anchor, tag_keys = r.tag_keys,
                document = r.document, verbatim = r.verbatim::json, words = array_to_tsvector(r.words), tokens = r.tokens
                FROM json_to_recordset(changed) AS r(
                    uid text, before bigint, rev bigint, kind text, created text, modified text, deleted_at text,
                    credibility smallint, anchor text, tag_keys text[], document jsonb, verbatim text, words text[], tokens text)
                WHERE n.uid = r.uid AND n.story = its_story AND n.rev = r.before;
            GET DIAGNOSTICS done = ROW_COUNT;
            IF done <> expected THEN
                RAISE insufficient_privilege USING MESSAGE = 'a note of another that you may not change';
            END IF;
        END IF;
    END IF;
    IF its_state IS NOT NULL THEN
        INSERT INTO state (story, read, starred, later, position)
            SELECT its_story, s.read, s.starred, s.later, s.position
            FROM json_to_record(its_state) AS s(read boolean, starred boolean, later boolean, position bigint)
            ON CONFLICT (analyst, story) DO UPDATE SET read = excluded.read, starred = excluded.starred,
                later = excluded.later, position = excluded.position;
    END IF;
    IF step_id IS NOT NULL THEN
        PERFORM record_step(step_id, its_story, step_kind, step_uids, step, most, most_bytes);
    END IF;
    IF changed IS NOT NULL AND by_session IS NOT NULL THEN
        PERFORM announce(ARRAY[its_story], by_session);
    END IF;
    RETURN true;
END $$;

-- Words of notes. Row security lets no index answer @@ (it is not leakproof), so this function asks the
-- index and applies the rule of `annotation_read` itself.
CREATE FUNCTION note_hits(query tsquery, patterns text[], literals text[]) RETURNS TABLE (uid text, story text, deleted boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = briefing, pg_temp ROWS 100 AS $$
BEGIN
    IF query IS NULL THEN
        RETURN QUERY SELECT n.uid, n.story, n.deleted_at IS NOT NULL FROM annotation n
            WHERE n.tokens LIKE ALL (patterns) AND fold(note_text(n.document)) LIKE ALL (literals)
            AND (NOT n.private OR n.owner = session_user);
    ELSE
        RETURN QUERY SELECT n.uid, n.story, n.deleted_at IS NOT NULL FROM annotation n
            WHERE n.words @@ query
            AND n.tokens LIKE ALL (patterns)
            AND (literals = '{}' OR fold(note_text(n.document)) LIKE ALL (literals))
            AND (NOT n.private OR n.owner = session_user);
    END IF;
END $$;

CREATE FUNCTION tag_hits(key text) RETURNS TABLE (uid text, story text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = briefing, pg_temp ROWS 100 AS $$
BEGIN
    RETURN QUERY SELECT n.uid, n.story FROM annotation n
        WHERE n.tag_keys @> ARRAY[key] COLLATE "C" AND n.deleted_at IS NULL AND (NOT n.private OR n.owner = session_user);
END $$;

-- ── who may what ───────────────────────────────────────────────────────────────────────────────
ALTER TABLE annotation ENABLE ROW LEVEL SECURITY;
CREATE POLICY annotation_read ON annotation FOR SELECT USING (NOT private OR owner = session_user);
CREATE POLICY annotation_add ON annotation FOR INSERT WITH CHECK (owner = session_user);
CREATE POLICY annotation_edit ON annotation FOR UPDATE
    USING (NOT private OR owner = session_user) WITH CHECK (NOT private OR owner = session_user);

-- A step is seen by who sees every annotation in it, one on the reading state by its analyst alone.
ALTER TABLE op ENABLE ROW LEVEL SECURITY;
CREATE POLICY op_read ON op FOR SELECT USING (
    (what <> 'state' OR analyst = session_user) AND NOT EXISTS (
        SELECT FROM unnest(uids) u WHERE NOT EXISTS (SELECT FROM annotation n WHERE n.uid = u)));
CREATE POLICY op_mark ON op FOR UPDATE USING (analyst = session_user);

ALTER TABLE state ENABLE ROW LEVEL SECURITY;
CREATE POLICY state_own ON state USING (analyst = session_user) WITH CHECK (analyst = session_user);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA briefing FROM PUBLIC;
GRANT USAGE ON SCHEMA briefing TO briefing_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA briefing TO briefing_reader;
GRANT INSERT, UPDATE ON state TO briefing_reader;
GRANT UPDATE (undone, undone_at, undone_by, dropped) ON op TO briefing_reader;
GRANT EXECUTE ON FUNCTION fold, note_text, occurrences, note_hits, tag_hits, record_step, apply_change TO briefing_reader;
GRANT INSERT ON article, version, rating, annotation TO briefing_analyst;
GRANT UPDATE (rev, kind, created, modified, deleted_at, credibility, anchor, tag_keys, document, verbatim, words, tokens)
    ON annotation TO briefing_analyst;
GRANT UPDATE (story, latest, published, place, claims, actors, actor_words, actor_tokens, actor_names) ON article TO briefing_analyst;
GRANT INSERT, UPDATE, DELETE ON brief, claim TO briefing_analyst;
GRANT EXECUTE ON FUNCTION announce TO briefing_analyst;
GRANT UPDATE (source), DELETE ON article TO briefing_admin;
GRANT DELETE ON version, rating TO briefing_admin;
