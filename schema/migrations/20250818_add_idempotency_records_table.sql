-- revision: 20250818_add_idempotency_records_table
-- down_revision: 20250818_1100_task_44_invoice_model_numbering_vat
-- labels: api
--
-- Idempotency records, by which the same key twice gets the stored answer, the same key with another
-- body is refused.

-- +up
CREATE TYPE idempotency_state AS ENUM ('processing', 'completed', 'failed');
COMMENT ON TYPE idempotency_state IS 'processing while the first request runs; completed answers are replayed; failed may be tried again.';

CREATE TABLE idempotency_records (
    id bigint GENERATED ALWAYS AS IDENTITY,
    user_id bigint,
    key text NOT NULL,
    endpoint text NOT NULL,
    request_fingerprint sha256_digest NOT NULL,
    state idempotency_state NOT NULL DEFAULT 'processing',
    response_status smallint,
    response_body jsonb,
    locked_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    expires_at timestamptz NOT NULL DEFAULT now() + interval '24 hours',
    CONSTRAINT idempotency_records_pkey PRIMARY KEY (id),
    CONSTRAINT idempotency_records_user_id_key_key UNIQUE NULLS NOT DISTINCT (user_id, key),
    CONSTRAINT idempotency_records_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT idempotency_records_key_check CHECK (key ~ '^[!-~]{8,255}$'),
    CONSTRAINT idempotency_records_endpoint_check CHECK (endpoint ~ '^(POST|PUT|PATCH|DELETE) /'),
    CONSTRAINT idempotency_records_response_status_check CHECK (response_status BETWEEN 100 AND 599),
    CONSTRAINT idempotency_records_state_check CHECK (
        (state = 'completed') = (completed_at IS NOT NULL)
        AND (state <> 'completed' OR response_status IS NOT NULL)
        AND (state = 'processing') = (locked_until IS NOT NULL)
    ),
    CONSTRAINT idempotency_records_expires_at_check CHECK (expires_at > created_at)
);
CREATE INDEX idempotency_records_expires_at_idx ON idempotency_records (expires_at);
COMMENT ON TABLE idempotency_records IS 'One row per request that must not happen twice; deleted after expires_at.';
COMMENT ON COLUMN idempotency_records.user_id IS 'Whose key it is; NULL for a caller without an account.';
COMMENT ON COLUMN idempotency_records.key IS 'The Idempotency-Key header, 8 to 255 printable ASCII characters.';
COMMENT ON COLUMN idempotency_records.request_fingerprint IS 'SHA-256 of method, path and body; another one under the same key is refused.';
COMMENT ON COLUMN idempotency_records.response_body IS 'The stored answer. @pii';
COMMENT ON COLUMN idempotency_records.locked_until IS 'While processing: after this moment another worker may take over.';

CREATE FUNCTION refuse_fingerprint_change() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'idempotency key % was used with another request', OLD.key
        USING ERRCODE = 'check_violation', TABLE = 'idempotency_records', COLUMN = 'request_fingerprint',
            CONSTRAINT = 'idempotency_records_same_request';
END;
$function$;
COMMENT ON FUNCTION refuse_fingerprint_change() IS 'A key belongs to one request for as long as it lives.';

CREATE TRIGGER idempotency_records_same_request
    BEFORE UPDATE ON idempotency_records
    FOR EACH ROW
    WHEN (NEW.request_fingerprint IS DISTINCT FROM OLD.request_fingerprint OR NEW.endpoint IS DISTINCT FROM OLD.endpoint)
    EXECUTE FUNCTION refuse_fingerprint_change();

-- +down
DROP TABLE idempotency_records;
DROP FUNCTION refuse_fingerprint_change();
DROP TYPE idempotency_state;
