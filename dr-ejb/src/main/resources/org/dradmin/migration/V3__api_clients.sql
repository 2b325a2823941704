-- Programs that call the API, what proves who they are, and the keys that sign their tokens.

CREATE TABLE api_client (
  id           VARCHAR(64)  NOT NULL PRIMARY KEY,
  name         VARCHAR(200) NOT NULL,
  status       VARCHAR(16)  NOT NULL,
  -- Public keys as a JSON Web Key Set, or the hash of a secret: exactly one of the two.
  jwks         ${text},
  secret_hash  VARCHAR(100),
  dpop         BOOLEAN      NOT NULL,
  created_at   BIGINT       NOT NULL,
  last_used_at BIGINT,
  version      INTEGER      NOT NULL
);

CREATE TABLE api_client_scope (
  client_id  VARCHAR(64) NOT NULL REFERENCES api_client (id),
  permission VARCHAR(64) NOT NULL,
  PRIMARY KEY (client_id, permission)
);

-- Which assertions and proofs were seen: the key lets each in once, however many arrive at the same instant.
CREATE TABLE used_token_id (
  digest     VARCHAR(64) NOT NULL PRIMARY KEY,
  expires_at BIGINT      NOT NULL
);
CREATE INDEX used_token_id_expiry ON used_token_id (expires_at);

-- The private half is sealed with the installation's key file; the public half outlives it for tokens that are out.
CREATE TABLE signing_key (
  kid        VARCHAR(64) NOT NULL PRIMARY KEY,
  public_jwk ${text}     NOT NULL,
  sealed     ${text}     NOT NULL,
  created_at BIGINT      NOT NULL
);

-- The order in which events came to be known: given once they are committed, so that who reads along misses none.
ALTER TABLE log_event ADD COLUMN log_position BIGINT;
CREATE INDEX log_event_position ON log_event (log_position);

CREATE TABLE log_sequence (
  id            VARCHAR(8) NOT NULL PRIMARY KEY,
  last_position BIGINT     NOT NULL
);
INSERT INTO log_sequence (id, last_position) VALUES ('log', 0);

-- The targets of events in columns, for filters.
CREATE TABLE log_target (
  id           VARCHAR(48)  NOT NULL PRIMARY KEY,
  event_uuid   VARCHAR(36)  NOT NULL REFERENCES log_event (uuid),
  target_id    VARCHAR(300),
  target_type  VARCHAR(64),
  alternate_id VARCHAR(320),
  display_name VARCHAR(320)
);
CREATE INDEX log_target_event ON log_target (event_uuid);
CREATE INDEX log_target_id ON log_target (target_id);
