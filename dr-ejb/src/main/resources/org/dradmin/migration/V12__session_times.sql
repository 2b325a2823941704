-- The organization's own session times, within the server's limits; without a value as long as the server allows.
ALTER TABLE organization ADD COLUMN session_idle_minutes INTEGER;
ALTER TABLE organization ADD COLUMN session_lifetime_minutes INTEGER;
ALTER TABLE organization ADD COLUMN session_step_up_minutes INTEGER;
