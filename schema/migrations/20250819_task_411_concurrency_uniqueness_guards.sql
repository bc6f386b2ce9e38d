-- revision: 20250819_task_411_concurrency_uniqueness_guards
-- down_revision: 20250819_1245_task_49_job_cancellation_on_license_expiry
-- labels: concurrency
--
-- What must hold however many sessions write at once, such as one active license per user and
-- product, no overlap in time, one open payment per invoice; and row versions.

-- +up
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE UNIQUE INDEX licenses_one_active_key ON licenses (user_id, product_id)
    WHERE status = 'active';
COMMENT ON INDEX licenses_one_active_key IS 'A user has at most one active license of a product.';

ALTER TABLE licenses
    ADD CONSTRAINT licenses_no_overlap_excl EXCLUDE USING gist (
        user_id WITH =,
        product_id WITH =,
        valid_during WITH &&
    ) WHERE (status IN ('trial', 'active', 'suspended'));
COMMENT ON CONSTRAINT licenses_no_overlap_excl ON licenses IS 'Two usable licenses of one user and product never overlap in time.';

CREATE UNIQUE INDEX payments_one_open_key ON payments (invoice_id)
    WHERE status IN ('created', 'pending');
COMMENT ON INDEX payments_one_open_key IS 'An invoice has at most one payment under way.';

ALTER TABLE payments
    ADD CONSTRAINT payments_idempotency_record_id_key UNIQUE (idempotency_record_id);
DROP INDEX payments_idempotency_record_id_idx;
COMMENT ON CONSTRAINT payments_idempotency_record_id_key ON payments IS 'One idempotency key makes one payment.';

CREATE UNIQUE INDEX user_consents_one_standing_key ON user_consents (user_id, purpose)
    WHERE withdrawn_at IS NULL;
COMMENT ON INDEX user_consents_one_standing_key IS 'One standing consent per purpose; a newer text withdraws the older.';

CREATE FUNCTION bump_row_version() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
BEGIN
    NEW.row_version := OLD.row_version + 1;
    RETURN NEW;
END;
$function$;
COMMENT ON FUNCTION bump_row_version() IS 'Counts the versions of a row, whatever the UPDATE says.';

ALTER TABLE users
    ADD COLUMN row_version bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT users_row_version_check CHECK (row_version > 0);
ALTER TABLE models
    ADD COLUMN row_version bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT models_row_version_check CHECK (row_version > 0);
ALTER TABLE jobs
    ADD COLUMN row_version bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT jobs_row_version_check CHECK (row_version > 0);
ALTER TABLE licenses
    ADD COLUMN row_version bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT licenses_row_version_check CHECK (row_version > 0);
ALTER TABLE invoices
    ADD COLUMN row_version bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT invoices_row_version_check CHECK (row_version > 0);
ALTER TABLE payments
    ADD COLUMN row_version bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT payments_row_version_check CHECK (row_version > 0);
COMMENT ON COLUMN users.row_version IS 'Goes up with every UPDATE; compare it to write only what was read.';
COMMENT ON COLUMN models.row_version IS 'Goes up with every UPDATE; compare it to write only what was read.';
COMMENT ON COLUMN jobs.row_version IS 'Goes up with every UPDATE; compare it to write only what was read.';
COMMENT ON COLUMN licenses.row_version IS 'Goes up with every UPDATE; compare it to write only what was read.';
COMMENT ON COLUMN invoices.row_version IS 'Goes up with every UPDATE; compare it to write only what was read.';
COMMENT ON COLUMN payments.row_version IS 'Goes up with every UPDATE; compare it to write only what was read.';

CREATE TRIGGER users_bump_row_version
    BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION bump_row_version();
CREATE TRIGGER models_bump_row_version
    BEFORE UPDATE ON models
    FOR EACH ROW EXECUTE FUNCTION bump_row_version();
CREATE TRIGGER jobs_bump_row_version
    BEFORE UPDATE ON jobs
    FOR EACH ROW EXECUTE FUNCTION bump_row_version();
CREATE TRIGGER licenses_bump_row_version
    BEFORE UPDATE ON licenses
    FOR EACH ROW EXECUTE FUNCTION bump_row_version();
CREATE TRIGGER invoices_bump_row_version
    BEFORE UPDATE ON invoices
    FOR EACH ROW EXECUTE FUNCTION bump_row_version();
CREATE TRIGGER payments_bump_row_version
    BEFORE UPDATE ON payments
    FOR EACH ROW EXECUTE FUNCTION bump_row_version();

CREATE INDEX jobs_running_worker_idx ON jobs (worker_name, started_at) WHERE status = 'running';
CREATE INDEX license_events_occurred_at_idx ON license_events USING brin (occurred_at);

-- +down
DROP INDEX license_events_occurred_at_idx;
DROP INDEX jobs_running_worker_idx;
DROP TRIGGER payments_bump_row_version ON payments;
DROP TRIGGER invoices_bump_row_version ON invoices;
DROP TRIGGER licenses_bump_row_version ON licenses;
DROP TRIGGER jobs_bump_row_version ON jobs;
DROP TRIGGER models_bump_row_version ON models;
DROP TRIGGER users_bump_row_version ON users;
ALTER TABLE payments DROP COLUMN row_version;
ALTER TABLE invoices DROP COLUMN row_version;
ALTER TABLE licenses DROP COLUMN row_version;
ALTER TABLE jobs DROP COLUMN row_version;
ALTER TABLE models DROP COLUMN row_version;
ALTER TABLE users DROP COLUMN row_version;
DROP FUNCTION bump_row_version();
DROP INDEX user_consents_one_standing_key;
CREATE INDEX payments_idempotency_record_id_idx ON payments (idempotency_record_id);
ALTER TABLE payments DROP CONSTRAINT payments_idempotency_record_id_key;
DROP INDEX payments_one_open_key;
ALTER TABLE licenses DROP CONSTRAINT licenses_no_overlap_excl;
DROP INDEX licenses_one_active_key;
DROP EXTENSION btree_gist;
