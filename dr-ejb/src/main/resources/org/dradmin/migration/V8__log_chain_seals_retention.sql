-- What makes a changed past of the System Log visible, and how long the log is kept.

-- Each event's place in the chain: the hash of the place before, and the hash of the event itself.
ALTER TABLE log_event ADD COLUMN chain_previous VARCHAR(64);
ALTER TABLE log_event ADD COLUMN chain_leaf VARCHAR(64);

-- How far the chain goes, and its hash there. It begins at place 1, also where events had their places before this version.
ALTER TABLE log_sequence ADD COLUMN chain_position BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE log_sequence ADD COLUMN chain_hash VARCHAR(64) DEFAULT '0000000000000000000000000000000000000000000000000000000000000000' NOT NULL;
-- The place of the last event from before there was a chain: places have no gaps, so their number is it.
ALTER TABLE log_sequence ADD COLUMN upgraded_position BIGINT DEFAULT 0 NOT NULL;
UPDATE log_sequence SET upgraded_position = (SELECT COUNT(*) FROM log_event);

-- Signed words about the chain, each a line of text that also leaves the database. Never changed, never removed.
CREATE TABLE log_seal (
  seal_number   BIGINT      NOT NULL PRIMARY KEY,
  kind          VARCHAR(16) NOT NULL,
  seal_position BIGINT      NOT NULL,
  sealed_at     BIGINT      NOT NULL,
  line          ${text}     NOT NULL
);

-- Checks of the whole log. What begins at most once a night has a name that only one node can take.
CREATE TABLE log_verification (
  id              VARCHAR(64) NOT NULL PRIMARY KEY,
  started_at      BIGINT      NOT NULL,
  ended_at        BIGINT,
  by_whom         VARCHAR(200) NOT NULL,
  events          BIGINT      NOT NULL,
  first_position  BIGINT      NOT NULL,
  proven_position BIGINT      NOT NULL,
  last_position   BIGINT      NOT NULL,
  findings        INTEGER     NOT NULL,
  report          ${text}     NOT NULL
);
CREATE INDEX log_verification_started ON log_verification (started_at);

CREATE TABLE log_retention (
  id         VARCHAR(8)  NOT NULL PRIMARY KEY,
  days       INTEGER     NOT NULL,
  version    INTEGER     NOT NULL
);
-- Seven years.
INSERT INTO log_retention (id, days, version) VALUES ('log', 2557, 0);

CREATE TABLE log_hold (
  id            VARCHAR(64)   NOT NULL PRIMARY KEY,
  reason        VARCHAR(1000) NOT NULL,
  set_by        VARCHAR(200)  NOT NULL,
  set_at        BIGINT        NOT NULL,
  lifted_reason VARCHAR(1000),
  lifted_by     VARCHAR(200),
  lifted_at     BIGINT
);
