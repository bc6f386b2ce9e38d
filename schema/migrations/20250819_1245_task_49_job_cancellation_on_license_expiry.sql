-- revision: 20250819_1245_task_49_job_cancellation_on_license_expiry
-- down_revision: 20250819_1230_task_48_license_notification_duplicate_prevention
-- labels: licensing, jobs
--
-- Jobs run under a license; when it expires or is revoked, they are asked to stop.

-- +up
CREATE TYPE job_cancellation_reason AS ENUM (
    'user_request', 'administrator', 'license_expired', 'license_revoked', 'license_suspended'
);
COMMENT ON TYPE job_cancellation_reason IS 'Why a job was asked to stop.';

ALTER TABLE jobs
    ADD COLUMN license_id bigint,
    ADD COLUMN cancellation_requested_at timestamptz,
    ADD COLUMN cancellation_reason job_cancellation_reason,
    ADD COLUMN cancellation_requested_by_id bigint,
    ADD CONSTRAINT jobs_license_id_fkey FOREIGN KEY (license_id)
        REFERENCES licenses (id) ON DELETE RESTRICT,
    ADD CONSTRAINT jobs_cancellation_requested_by_id_fkey FOREIGN KEY (cancellation_requested_by_id)
        REFERENCES users (id) ON DELETE RESTRICT,
    ADD CONSTRAINT jobs_cancellation_check CHECK (
        (cancellation_requested_at IS NULL) = (cancellation_reason IS NULL)
        AND CASE
            WHEN cancellation_reason IN ('user_request', 'administrator') THEN cancellation_requested_by_id IS NOT NULL
            ELSE cancellation_requested_by_id IS NULL
        END
    ),
    ADD CONSTRAINT jobs_cancellation_requested_at_check CHECK (cancellation_requested_at >= queued_at);
CREATE INDEX jobs_license_id_idx ON jobs (license_id);
CREATE INDEX jobs_cancellation_requested_by_id_idx ON jobs (cancellation_requested_by_id);
CREATE INDEX jobs_cancellation_pending_idx ON jobs (cancellation_requested_at)
    WHERE cancellation_requested_at IS NOT NULL AND status IN ('queued', 'running');
COMMENT ON COLUMN jobs.license_id IS 'The license that the job runs under; NULL for work that needs none.';
COMMENT ON COLUMN jobs.cancellation_requested_at IS 'When the job was asked to stop; the worker sees it and sets status.';
COMMENT ON COLUMN jobs.cancellation_requested_by_id IS 'The person who asked; NULL when the system did.';

CREATE FUNCTION cancel_jobs_of_license() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $function$
BEGIN
    UPDATE jobs SET
        cancellation_requested_at = greatest(now(), queued_at),
        cancellation_reason = ('license_' || NEW.status::text)::job_cancellation_reason
    WHERE license_id = NEW.id
        AND status IN ('queued', 'running')
        AND cancellation_requested_at IS NULL;
    RETURN NULL;
END;
$function$;
COMMENT ON FUNCTION cancel_jobs_of_license() IS 'Asks the jobs of a license to stop in the transaction that ends it.';

CREATE TRIGGER licenses_cancel_jobs
    AFTER UPDATE OF status ON licenses
    FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('expired', 'revoked', 'suspended'))
    EXECUTE FUNCTION cancel_jobs_of_license();

-- +down
DROP TRIGGER licenses_cancel_jobs ON licenses;
DROP FUNCTION cancel_jobs_of_license();
ALTER TABLE jobs
    DROP CONSTRAINT jobs_cancellation_requested_at_check,
    DROP CONSTRAINT jobs_cancellation_check,
    DROP COLUMN cancellation_requested_by_id,
    DROP COLUMN cancellation_reason,
    DROP COLUMN cancellation_requested_at,
    DROP COLUMN license_id;
DROP TYPE job_cancellation_reason;
