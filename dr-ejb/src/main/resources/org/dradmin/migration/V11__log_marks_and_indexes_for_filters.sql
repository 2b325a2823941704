-- Reading the System Log costs the same however much there is: where to begin, and what filters ask for.

-- No event up to this place bears a later time than this one. Derived from the log, and made by itself where it is missing.
CREATE TABLE log_mark (
  mark_position   BIGINT NOT NULL PRIMARY KEY,
  published_until BIGINT NOT NULL
);
CREATE INDEX log_mark_until ON log_mark (published_until, mark_position);

CREATE INDEX log_event_type_position ON log_event (event_type, log_position);
CREATE INDEX log_event_actor ON log_event (actor_id, published);
CREATE INDEX log_event_actor_name ON log_event (actor_name, published);
CREATE INDEX log_event_outcome ON log_event (outcome, published);
CREATE INDEX log_event_type_outcome ON log_event (event_type, outcome, published);
CREATE INDEX log_event_address ON log_event (client_address, published);
CREATE INDEX log_event_session ON log_event (session_id, published);
CREATE INDEX log_event_transaction ON log_event (transaction_id);
