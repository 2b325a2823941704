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
