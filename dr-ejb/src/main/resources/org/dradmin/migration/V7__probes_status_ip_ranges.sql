-- What the server's own probes find, day by day, and since when the published address ranges are what they are.

-- The one round of probes that is due next, or under way: a node takes it by a conditional update of this row.
CREATE TABLE probe_round (
  id          VARCHAR(8)   NOT NULL PRIMARY KEY,
  round_no    BIGINT       NOT NULL,
  owner       VARCHAR(100),
  due_at      BIGINT       NOT NULL,
  lease_until BIGINT       NOT NULL,
  -- When the last round was written down; up to then the days are counted.
  counted_at  BIGINT
);
INSERT INTO probe_round (id, round_no, due_at, lease_until) VALUES ('probe', 0, 0, 0);

-- An endpoint as last seen; the id is the digest of its address, which is too long for a key.
CREATE TABLE endpoint_sighting (
  id           VARCHAR(64)   NOT NULL PRIMARY KEY,
  endpoint     VARCHAR(2000) NOT NULL,
  availability VARCHAR(16)   NOT NULL,
  words        VARCHAR(500)  NOT NULL,
  since        BIGINT        NOT NULL,
  checked_at   BIGINT        NOT NULL
);

-- One row a day (days since 1970, UTC) and target ("region us-east", "domain portal.example.com").
CREATE TABLE availability_day (
  target           VARCHAR(300) NOT NULL,
  epoch_day        BIGINT       NOT NULL,
  up_seconds       INTEGER      NOT NULL,
  degraded_seconds INTEGER      NOT NULL,
  down_seconds     INTEGER      NOT NULL,
  PRIMARY KEY (target, epoch_day)
);
CREATE INDEX availability_day_day ON availability_day (epoch_day);

-- Of each part of ip-ranges.json, and of the whole: the digest of what it said last, and since when it says so.
CREATE TABLE published_ranges (
  part       VARCHAR(80) NOT NULL PRIMARY KEY,
  digest     VARCHAR(64) NOT NULL,
  changed_at BIGINT      NOT NULL
);
INSERT INTO published_ranges (part, digest, changed_at) VALUES ('document', '', 0);
