-- Who changed a role or a resource set last, so that the second of two who edit it is told whom to ask.
ALTER TABLE admin_role ADD COLUMN changed_at BIGINT;
ALTER TABLE admin_role ADD COLUMN changed_by VARCHAR(320);
ALTER TABLE resource_set ADD COLUMN changed_at BIGINT;
ALTER TABLE resource_set ADD COLUMN changed_by VARCHAR(320);
