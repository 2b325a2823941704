-- Events of a target are found in the order of their times, however many it has.

-- The event's time; null where the same event has the same target in an earlier row, so that each event is found once.
ALTER TABLE log_target ADD COLUMN published BIGINT;
UPDATE log_target SET published = (SELECT e.published FROM log_event e WHERE e.uuid = log_target.event_uuid)
  WHERE NOT EXISTS (SELECT 1 FROM log_target o WHERE o.event_uuid = log_target.event_uuid AND o.target_id = log_target.target_id
    AND (LENGTH(o.id) < LENGTH(log_target.id) OR LENGTH(o.id) = LENGTH(log_target.id) AND o.id < log_target.id));
CREATE INDEX log_target_time ON log_target (target_id, published, event_uuid);
DROP INDEX log_target_id;

-- Only what has its place is read. An event gets it by an update, which makes new entries in all indexes that hold it: until
-- then only these two do, the key and the place, and writing costs half as much. Derby has no indexes of a part of a table.
${postgresql}DROP INDEX log_event_published;
${postgresql}CREATE INDEX log_event_published ON log_event (published, uuid) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_type;
${postgresql}CREATE INDEX log_event_type ON log_event (event_type, published) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_type_position;
${postgresql}CREATE INDEX log_event_type_position ON log_event (event_type, log_position) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_type_outcome;
${postgresql}CREATE INDEX log_event_type_outcome ON log_event (event_type, outcome, published) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_outcome;
${postgresql}CREATE INDEX log_event_outcome ON log_event (outcome, published) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_actor;
${postgresql}CREATE INDEX log_event_actor ON log_event (actor_id, published) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_actor_name;
${postgresql}CREATE INDEX log_event_actor_name ON log_event (actor_name, published) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_actor_caseless;
${postgresql}CREATE INDEX log_event_actor_caseless ON log_event (LOWER(actor_name), published) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_address;
${postgresql}CREATE INDEX log_event_address ON log_event (client_address, published) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_session;
${postgresql}CREATE INDEX log_event_session ON log_event (session_id, published) WHERE log_position IS NOT NULL;
${postgresql}DROP INDEX log_event_transaction;
${postgresql}CREATE INDEX log_event_transaction ON log_event (transaction_id) WHERE log_position IS NOT NULL;
${postgresql}DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = 'log_event_words') THEN DROP INDEX log_event_words; CREATE INDEX log_event_words ON log_event USING gin (search_text gin_trgm_ops) WHERE log_position IS NOT NULL; END IF; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'Words in the log are found by the index as it was: %', SQLERRM; END $$;

-- When a role or a resource set was made; null where nobody knows any more.
ALTER TABLE admin_role ADD COLUMN created_at BIGINT;
ALTER TABLE resource_set ADD COLUMN created_at BIGINT;
