-- Looked up for each of two hundred targets, the event cost more than writing them down. Targets are written only with
-- their event, in its transaction, and go with it; what does not belong together shows when the log is verified.
${postgresql}ALTER TABLE log_target DROP CONSTRAINT log_target_event_uuid_fkey;
