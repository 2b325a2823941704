-- How far an export is, so that whoever goes on with it begins there, and streams that get nowhere.

-- Behind which event, and about how much of the whole that is.
ALTER TABLE log_export ADD COLUMN reached VARCHAR(80);
ALTER TABLE log_export ADD COLUMN percent INTEGER DEFAULT 0 NOT NULL;
-- Turns that ended without a word.
ALTER TABLE log_export ADD COLUMN attempts INTEGER DEFAULT 0 NOT NULL;

-- Since when it fails without having sent anything, and when super admins were told that it does.
ALTER TABLE log_stream ADD COLUMN failing_since BIGINT;
ALTER TABLE log_stream ADD COLUMN stalled_at BIGINT;
