-- People are looked after by their admins: who changed what last, links in mail that open once, sessions to be seen and ended.

ALTER TABLE person ADD COLUMN changed_at BIGINT;
ALTER TABLE person ADD COLUMN changed_by VARCHAR(320);
ALTER TABLE people_group ADD COLUMN changed_at BIGINT;
ALTER TABLE people_group ADD COLUMN changed_by VARCHAR(320);
CREATE INDEX person_display ON person (display_name, id);

-- The link itself is in the mail only; here is its hash.
CREATE TABLE one_time_link (
  token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
  user_id    VARCHAR(36) NOT NULL REFERENCES person (id),
  purpose    VARCHAR(16) NOT NULL,
  created_at BIGINT      NOT NULL,
  expires_at BIGINT      NOT NULL,
  used_at    BIGINT,
  -- Why it is worth nothing although it was not used.
  revoked_at BIGINT
);
CREATE INDEX one_time_link_person ON one_time_link (user_id, created_at);

-- Sessions as people see them. The id stands for the session in the System Log and tells nothing of its cookie.
CREATE TABLE person_session (
  public_id  VARCHAR(64) NOT NULL PRIMARY KEY,
  user_id    VARCHAR(36) NOT NULL REFERENCES person (id),
  started_at BIGINT      NOT NULL,
  last_seen  BIGINT      NOT NULL,
  ended_at   BIGINT,
  address    VARCHAR(64),
  user_agent VARCHAR(500)
);
CREATE INDEX person_session_person ON person_session (user_id, last_seen);
