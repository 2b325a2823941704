-- Searches that people keep, exports of the log prepared in the background, and ways into the log that only PostgreSQL has.

CREATE TABLE saved_search (
  id         VARCHAR(36)  NOT NULL PRIMARY KEY,
  owner_id   VARCHAR(64)  NOT NULL,
  owner_name VARCHAR(320) NOT NULL,
  name       VARCHAR(100) NOT NULL,
  -- The query part of the page's address.
  search     ${text}      NOT NULL,
  shared     BOOLEAN      NOT NULL,
  created_at BIGINT       NOT NULL,
  version    INTEGER      NOT NULL,
  CONSTRAINT saved_search_name UNIQUE (owner_id, name)
);

CREATE TABLE log_export (
  id            VARCHAR(36)  NOT NULL PRIMARY KEY,
  owner_id      VARCHAR(64)  NOT NULL,
  owner_name    VARCHAR(320) NOT NULL,
  owner_display VARCHAR(200) NOT NULL,
  format        VARCHAR(16)  NOT NULL,
  -- What is wanted: for the database (JSON), for the page's address, and in words.
  wanted        ${text}      NOT NULL,
  search        ${text}      NOT NULL,
  described     ${text}      NOT NULL,
  state         VARCHAR(16)  NOT NULL,
  written       BIGINT       NOT NULL,
  bytes         BIGINT       NOT NULL,
  digest        VARCHAR(64),
  reason        VARCHAR(500),
  created_at    BIGINT       NOT NULL,
  ended_at      BIGINT,
  expires_at    BIGINT,
  cancel_wanted BOOLEAN      NOT NULL,
  -- Who writes it: the node, until when without a sign of life, and the number of its turn.
  node          VARCHAR(64),
  lease_until   BIGINT,
  epoch         BIGINT       NOT NULL
);
CREATE INDEX log_export_owner ON log_export (owner_id, created_at);
CREATE INDEX log_export_state ON log_export (state, created_at);

${postgresql}CREATE INDEX log_event_actor_caseless ON log_event (LOWER(actor_name), published);
-- Words anywhere in an event, where the database's owner may add PostgreSQL's own pg_trgm; without it they are found by looking.
${postgresql}DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE INDEX log_event_words ON log_event USING gin (search_text gin_trgm_ops); EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'Words in the log are found without an index: %', SQLERRM; END $$;
