-- Plans get connectors with settings and groups of steps; operations a mode, decisions and proof.

ALTER TABLE recovery_plan ADD COLUMN document ${text};
UPDATE recovery_plan SET document = '{"failover":' || failover || ',"failback":' || failback || '}';
ALTER TABLE recovery_plan DROP COLUMN failover;
ALTER TABLE recovery_plan DROP COLUMN failback;
ALTER TABLE recovery_plan ADD COLUMN created_by VARCHAR(200) DEFAULT 'Disaster Recovery Admin' NOT NULL;
ALTER TABLE recovery_plan ADD COLUMN remark VARCHAR(1000);

ALTER TABLE recovery_operation ADD COLUMN mode VARCHAR(16) DEFAULT 'UNPLANNED' NOT NULL;
ALTER TABLE recovery_operation ADD COLUMN override_reason VARCHAR(1000);
-- What a person ordered while it ran: CANCEL or ROLL_BACK.
ALTER TABLE recovery_operation ADD COLUMN stop_order VARCHAR(16);
ALTER TABLE recovery_operation ADD COLUMN stop_by VARCHAR(320);
ALTER TABLE recovery_operation ADD COLUMN stop_reason VARCHAR(1000);
ALTER TABLE recovery_operation ADD COLUMN stopped BOOLEAN DEFAULT FALSE NOT NULL;

-- One bit for each step of the plan: which are done with the domain, which began to switch it, which were undone.
ALTER TABLE domain_result ADD COLUMN done_steps BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE domain_result ADD COLUMN touched_steps BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE domain_result ADD COLUMN undone_steps BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE domain_result ADD COLUMN failed_step INTEGER;
UPDATE domain_result SET done_steps = 1 WHERE steps_done = 1;
UPDATE domain_result SET done_steps = 3 WHERE steps_done = 2;
UPDATE domain_result SET done_steps = 7 WHERE steps_done >= 3;
UPDATE domain_result SET touched_steps = 1 WHERE touched = TRUE;
ALTER TABLE domain_result DROP COLUMN steps_done;
ALTER TABLE domain_result DROP COLUMN touched;

ALTER TABLE step_run ADD COLUMN group_no INTEGER DEFAULT 0 NOT NULL;
UPDATE step_run SET group_no = step;
ALTER TABLE step_run ADD COLUMN organization BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE step_run ADD COLUMN touched BOOLEAN DEFAULT FALSE NOT NULL;
-- The step of the plan that a step of a roll back undoes.
ALTER TABLE step_run ADD COLUMN undoes INTEGER;
-- Since when it is told to come again.
ALTER TABLE step_run ADD COLUMN waiting_since BIGINT;
ALTER TABLE step_run ADD COLUMN wait_until BIGINT;
ALTER TABLE step_run ADD COLUMN decision VARCHAR(16);
ALTER TABLE step_run ADD COLUMN decision_by VARCHAR(320);
ALTER TABLE step_run ADD COLUMN decision_reason VARCHAR(1000);
ALTER TABLE step_run ADD COLUMN proof_before ${text};
ALTER TABLE step_run ADD COLUMN proof_switched ${text};
ALTER TABLE step_run ADD COLUMN proof_after ${text};

-- A person's word that a manual step is done.
CREATE TABLE step_confirmation (
  operation_id VARCHAR(36)   NOT NULL REFERENCES recovery_operation (id),
  step         VARCHAR(32)   NOT NULL,
  person_id    VARCHAR(64)   NOT NULL,
  person_name  VARCHAR(320)  NOT NULL,
  note         VARCHAR(1000) NOT NULL,
  confirmed_at BIGINT        NOT NULL,
  PRIMARY KEY (operation_id, step)
);
