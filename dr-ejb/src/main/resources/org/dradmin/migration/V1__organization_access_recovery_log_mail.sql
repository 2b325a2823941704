-- Portable between Derby and PostgreSQL. Points in time are milliseconds since 1970 (UTC); ${text} is long text.

-- An installation serves one organization: of several first starts at once, the constraint lets one through.
CREATE TABLE organization (
  id                 VARCHAR(64)  NOT NULL PRIMARY KEY,
  name               VARCHAR(200) NOT NULL,
  service_mode       VARCHAR(16)  NOT NULL,
  service_mode_since BIGINT       NOT NULL,
  version            INTEGER      NOT NULL,
  only_one           VARCHAR(12)  DEFAULT 'organization' NOT NULL
    CONSTRAINT one_organization UNIQUE CHECK (only_one = 'organization')
);

CREATE TABLE region (
  code         VARCHAR(64)  NOT NULL PRIMARY KEY,
  display_name VARCHAR(200) NOT NULL,
  version      INTEGER      NOT NULL
);

CREATE TABLE region_ip_range (
  region_code VARCHAR(64) NOT NULL REFERENCES region (code),
  place       INTEGER     NOT NULL,
  cidr        VARCHAR(64) NOT NULL,
  PRIMARY KEY (region_code, place)
);

CREATE TABLE protected_domain (
  name             VARCHAR(255)  NOT NULL PRIMARY KEY,
  default_domain   BOOLEAN       NOT NULL,
  primary_region   VARCHAR(64)   NOT NULL REFERENCES region (code),
  primary_endpoint VARCHAR(2000) NOT NULL,
  recovery_region  VARCHAR(64)   NOT NULL REFERENCES region (code),
  recovery_endpoint VARCHAR(2000) NOT NULL,
  active_side      VARCHAR(20)   NOT NULL,
  active_since     BIGINT        NOT NULL,
  settled          BOOLEAN       NOT NULL,
  version          INTEGER       NOT NULL
);
CREATE INDEX protected_domain_side ON protected_domain (active_side, settled);

CREATE TABLE application (
  id          VARCHAR(36)   NOT NULL PRIMARY KEY,
  label       VARCHAR(200)  NOT NULL,
  domain_name VARCHAR(255)  NOT NULL REFERENCES protected_domain (name),
  path        VARCHAR(1000) NOT NULL,
  place       INTEGER       NOT NULL,
  version     INTEGER       NOT NULL
);

CREATE TABLE feature_switch (
  feature    VARCHAR(100) NOT NULL PRIMARY KEY,
  enabled    BOOLEAN      NOT NULL,
  changed_at BIGINT       NOT NULL,
  version    INTEGER      NOT NULL
);

CREATE TABLE person (
  id                  VARCHAR(36)  NOT NULL PRIMARY KEY,
  username            VARCHAR(200) NOT NULL,
  username_key        VARCHAR(200) NOT NULL CONSTRAINT person_username UNIQUE,
  display_name        VARCHAR(200) NOT NULL,
  email               VARCHAR(320) NOT NULL,
  status              VARCHAR(16)  NOT NULL,
  sessions_valid_from BIGINT       NOT NULL,
  last_sign_in        BIGINT,
  version             INTEGER      NOT NULL
);

CREATE TABLE credential (
  user_id       VARCHAR(36)  NOT NULL PRIMARY KEY REFERENCES person (id),
  password_hash VARCHAR(500) NOT NULL,
  must_change   BOOLEAN      NOT NULL,
  changed_at    BIGINT       NOT NULL,
  version       INTEGER      NOT NULL
);

CREATE TABLE people_group (
  id      VARCHAR(36)  NOT NULL PRIMARY KEY,
  name    VARCHAR(200) NOT NULL CONSTRAINT people_group_name UNIQUE,
  version INTEGER      NOT NULL
);

CREATE TABLE group_member (
  group_id VARCHAR(36) NOT NULL REFERENCES people_group (id),
  user_id  VARCHAR(36) NOT NULL REFERENCES person (id),
  PRIMARY KEY (group_id, user_id)
);
-- With both columns: Derby has an index for the foreign key already and warns of a second one like it.
CREATE INDEX group_member_user ON group_member (user_id, group_id);

CREATE TABLE admin_role (
  id          VARCHAR(36)   NOT NULL PRIMARY KEY,
  label       VARCHAR(200)  NOT NULL CONSTRAINT admin_role_label UNIQUE,
  description VARCHAR(1000) NOT NULL,
  version     INTEGER       NOT NULL
);

CREATE TABLE admin_role_permission (
  role_id    VARCHAR(36) NOT NULL REFERENCES admin_role (id),
  permission VARCHAR(64) NOT NULL,
  PRIMARY KEY (role_id, permission)
);

CREATE TABLE resource_set (
  id          VARCHAR(36)   NOT NULL PRIMARY KEY,
  label       VARCHAR(200)  NOT NULL CONSTRAINT resource_set_label UNIQUE,
  description VARCHAR(1000) NOT NULL,
  version     INTEGER       NOT NULL
);

CREATE TABLE resource_set_resource (
  set_id VARCHAR(36)  NOT NULL REFERENCES resource_set (id),
  orn    VARCHAR(500) NOT NULL,
  PRIMARY KEY (set_id, orn)
);

-- A standard role has no resource set; a custom role (role_id) is worth something on one only.
CREATE TABLE role_assignment (
  id              VARCHAR(36) NOT NULL PRIMARY KEY,
  principal_type  VARCHAR(16) NOT NULL,
  principal_id    VARCHAR(64) NOT NULL,
  role_type       VARCHAR(32) NOT NULL,
  role_id         VARCHAR(36) REFERENCES admin_role (id),
  resource_set_id VARCHAR(36) REFERENCES resource_set (id),
  assigned_at     BIGINT      NOT NULL,
  version         INTEGER     NOT NULL
);
CREATE INDEX role_assignment_principal ON role_assignment (principal_type, principal_id);

CREATE TABLE sign_in_attempts (
  attempt_key   VARCHAR(500) NOT NULL PRIMARY KEY,
  failures      INTEGER      NOT NULL,
  last_failure  BIGINT       NOT NULL,
  blocked_until BIGINT       NOT NULL
);

CREATE TABLE known_browser (
  token_hash VARCHAR(64) NOT NULL PRIMARY KEY,
  user_id    VARCHAR(36) NOT NULL REFERENCES person (id),
  last_seen  BIGINT      NOT NULL
);

CREATE TABLE recovery_plan (
  version    INTEGER NOT NULL PRIMARY KEY,
  failover   ${text} NOT NULL,
  failback   ${text} NOT NULL,
  created_at BIGINT  NOT NULL
);

CREATE TABLE recovery_operation (
  id                VARCHAR(36)   NOT NULL PRIMARY KEY,
  kind              VARCHAR(16)   NOT NULL,
  state             VARCHAR(16)   NOT NULL,
  requester_id      VARCHAR(64)   NOT NULL,
  requester_type    VARCHAR(32)   NOT NULL,
  requester_name    VARCHAR(320)  NOT NULL,
  requester_display VARCHAR(200)  NOT NULL,
  requester_address VARCHAR(64),
  reason            VARCHAR(1000),
  requested_at      BIGINT        NOT NULL,
  started_at        BIGINT,
  ended_at          BIGINT,
  outcome_reason    VARCHAR(1000),
  plan_version      INTEGER       NOT NULL REFERENCES recovery_plan (version),
  domain_scope      ${text},
  scope_digest      VARCHAR(64)   NOT NULL,
  domains           INTEGER       NOT NULL,
  moved             INTEGER       NOT NULL,
  active_slot       VARCHAR(16)   CONSTRAINT one_active_operation UNIQUE,
  lease_owner       VARCHAR(100),
  lease_epoch       BIGINT        NOT NULL,
  lease_until       BIGINT,
  version           INTEGER       NOT NULL
);
CREATE INDEX recovery_operation_time ON recovery_operation (requested_at);

CREATE TABLE domain_result (
  operation_id VARCHAR(36)  NOT NULL REFERENCES recovery_operation (id),
  domain_name  VARCHAR(255) NOT NULL,
  batch        INTEGER      NOT NULL,
  from_region  VARCHAR(64)  NOT NULL,
  to_region    VARCHAR(64)  NOT NULL,
  state        VARCHAR(16)  NOT NULL,
  steps_done   INTEGER      NOT NULL,
  touched      BOOLEAN      NOT NULL,
  reason       VARCHAR(1000),
  ended_at     BIGINT,
  PRIMARY KEY (operation_id, domain_name)
);
CREATE INDEX domain_result_batch ON domain_result (operation_id, batch);

CREATE TABLE step_run (
  operation_id VARCHAR(36)  NOT NULL REFERENCES recovery_operation (id),
  step         INTEGER      NOT NULL,
  batch        INTEGER      NOT NULL,
  name         VARCHAR(200) NOT NULL,
  connector    VARCHAR(64)  NOT NULL,
  state        VARCHAR(16)  NOT NULL,
  attempt      INTEGER      NOT NULL,
  intent_at    BIGINT,
  result_at    BIGINT,
  retry_at     BIGINT,
  reason       VARCHAR(1000),
  seen         ${text},
  PRIMARY KEY (operation_id, step, batch)
);

CREATE TABLE front_door_route (
  domain_name VARCHAR(255) NOT NULL PRIMARY KEY,
  side        VARCHAR(20)  NOT NULL,
  changed_at  BIGINT       NOT NULL
);

CREATE TABLE front_door_revision (
  id       VARCHAR(16) NOT NULL PRIMARY KEY,
  revision BIGINT      NOT NULL
);
INSERT INTO front_door_revision (id, revision) VALUES ('front-door', 0);

CREATE TABLE front_door_node (
  node     VARCHAR(100) NOT NULL PRIMARY KEY,
  revision BIGINT       NOT NULL,
  seen_at  BIGINT       NOT NULL
);

CREATE TABLE log_event (
  uuid            VARCHAR(36)  NOT NULL PRIMARY KEY,
  published       BIGINT       NOT NULL,
  event_type      VARCHAR(120) NOT NULL,
  severity        VARCHAR(8)   NOT NULL,
  display_message VARCHAR(500) NOT NULL,
  actor_id        VARCHAR(64)  NOT NULL,
  actor_type      VARCHAR(32)  NOT NULL,
  actor_name      VARCHAR(320) NOT NULL,
  actor_display   VARCHAR(200) NOT NULL,
  client_address  VARCHAR(64),
  user_agent      VARCHAR(500),
  session_id      VARCHAR(64),
  transaction_id  VARCHAR(64)  NOT NULL,
  outcome         VARCHAR(16)  NOT NULL,
  outcome_reason  VARCHAR(255),
  targets         ${text}      NOT NULL,
  debug_data      ${text}      NOT NULL,
  search_text     ${text}      NOT NULL
);
CREATE INDEX log_event_published ON log_event (published, uuid);
CREATE INDEX log_event_type ON log_event (event_type, published);

CREATE TABLE outbox (
  id              VARCHAR(64)  NOT NULL PRIMARY KEY,
  recipient       VARCHAR(320) NOT NULL,
  recipient_name  VARCHAR(200) NOT NULL,
  subject         VARCHAR(300) NOT NULL,
  text_body       ${text}      NOT NULL,
  html_body       ${text}      NOT NULL,
  state           VARCHAR(16)  NOT NULL,
  created_at      BIGINT       NOT NULL,
  attempts        INTEGER      NOT NULL,
  next_attempt_at BIGINT       NOT NULL,
  last_error      VARCHAR(1000),
  sent_at         BIGINT
);
CREATE INDEX outbox_state ON outbox (state, next_attempt_at);
