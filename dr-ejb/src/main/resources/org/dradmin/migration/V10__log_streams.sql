-- Where the System Log is streamed to, how far each target has got, and which node streams to it.

CREATE TABLE log_stream (
  id              VARCHAR(36)  NOT NULL PRIMARY KEY,
  name            VARCHAR(100) NOT NULL,
  -- The name without case: two names that differ in nothing else would be taken for one another.
  name_key        VARCHAR(200) NOT NULL UNIQUE,
  kind            VARCHAR(16)  NOT NULL,
  address         VARCHAR(500) NOT NULL,
  filter          VARCHAR(4000),
  -- References to secrets, never their values.
  secret          VARCHAR(200),
  ca_file         VARCHAR(500),
  key_file        VARCHAR(500),
  key_password    VARCHAR(200),
  paused_at       BIGINT,
  created_at      BIGINT       NOT NULL,
  -- Places in the order of the log: up to which it was sent, and up to which it will never be sent again.
  sent            BIGINT       NOT NULL,
  acknowledged    BIGINT       NOT NULL,
  sent_at         BIGINT,
  attempts        INTEGER      NOT NULL,
  next_attempt_at BIGINT       NOT NULL,
  last_error      VARCHAR(1000),
  last_error_at   BIGINT,
  lease_owner     VARCHAR(100),
  lease_epoch     BIGINT       NOT NULL,
  lease_until     BIGINT,
  -- Grows with each change of what the stream is.
  revision        INTEGER      NOT NULL
);
