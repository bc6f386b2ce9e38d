-- revision: 20250817_1530_init_basic_tables
-- down_revision: none
-- labels: core
--
-- Users, the CAD/CAM job queue, models with their artefacts, and the audit log.

-- +up
CREATE DOMAIN email AS text
    CONSTRAINT email_form_check CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+\.[^@[:space:]]+$')
    CONSTRAINT email_length_check CHECK (char_length(VALUE) <= 254);
COMMENT ON DOMAIN email IS 'An e-mail address as the person wrote it; compared with lower().';

CREATE DOMAIN sha256_digest AS bytea
    CONSTRAINT sha256_digest_length_check CHECK (octet_length(VALUE) = 32);
COMMENT ON DOMAIN sha256_digest IS 'The 32 bytes of a SHA-256 digest.';

CREATE TYPE user_role AS ENUM ('customer', 'support', 'accountant', 'administrator');
COMMENT ON TYPE user_role IS 'What a user may do in the back office; customers may do nothing there.';

CREATE TYPE job_kind AS ENUM ('parametric_model', 'assembly', 'toolpath', 'simulation', 'export', 'render');
COMMENT ON TYPE job_kind IS 'Which worker pool takes a job.';

CREATE TYPE job_status AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');
COMMENT ON TYPE job_status IS 'Where a job stands; succeeded, failed and cancelled are final.';

CREATE TYPE artefact_kind AS ENUM ('fcstd', 'step', 'stl', 'gcode', 'dxf', 'pdf', 'png', 'log');
COMMENT ON TYPE artefact_kind IS 'The format of a stored file.';

CREATE FUNCTION touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$function$;
COMMENT ON FUNCTION touch_updated_at() IS 'Keeps updated_at true without trusting the application.';

CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY,
    public_id uuid NOT NULL DEFAULT gen_random_uuid(),
    email email NOT NULL,
    display_name text NOT NULL,
    phone text,
    role user_role NOT NULL DEFAULT 'customer',
    locale varchar(35) NOT NULL DEFAULT 'tr-TR',
    time_zone text NOT NULL DEFAULT 'Europe/Istanbul',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_public_id_key UNIQUE (public_id),
    CONSTRAINT users_display_name_check CHECK (char_length(btrim(display_name)) BETWEEN 1 AND 200),
    CONSTRAINT users_phone_check CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
    CONSTRAINT users_locale_check CHECK (locale ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    CONSTRAINT users_updated_at_check CHECK (updated_at >= created_at)
);
CREATE UNIQUE INDEX users_lower_email_key ON users (lower(email));
COMMENT ON TABLE users IS 'A person with an account. Never deleted while books or audit refer to them: anonymised instead (KVKK art. 7).';
COMMENT ON COLUMN users.public_id IS 'The identifier that leaves the system; id never does.';
COMMENT ON COLUMN users.email IS 'Sign-in address, unique without regard to case. @pii';
COMMENT ON COLUMN users.display_name IS 'Name as the person wants to be called. @pii';
COMMENT ON COLUMN users.phone IS 'Phone number in E.164 form. @pii';
COMMENT ON COLUMN users.locale IS 'BCP 47 language tag for messages.';
COMMENT ON COLUMN users.time_zone IS 'IANA time zone for display; everything is stored in UTC.';

CREATE TRIGGER users_touch_updated_at
    BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE models (
    id bigint GENERATED ALWAYS AS IDENTITY,
    public_id uuid NOT NULL DEFAULT gen_random_uuid(),
    owner_id bigint NOT NULL,
    name text NOT NULL,
    description text,
    tags text[] NOT NULL DEFAULT '{}',
    parameters jsonb NOT NULL DEFAULT '{}',
    latest_artefact_id bigint,
    archived_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT models_pkey PRIMARY KEY (id),
    CONSTRAINT models_public_id_key UNIQUE (public_id),
    CONSTRAINT models_owner_id_name_key UNIQUE (owner_id, name),
    CONSTRAINT models_owner_id_fkey FOREIGN KEY (owner_id)
        REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT models_name_check CHECK (char_length(btrim(name)) BETWEEN 1 AND 200),
    CONSTRAINT models_tags_check CHECK (cardinality(tags) <= 32 AND array_position(tags, NULL) IS NULL),
    CONSTRAINT models_parameters_check CHECK (jsonb_typeof(parameters) = 'object')
);
CREATE INDEX models_tags_idx ON models USING gin (tags);
COMMENT ON TABLE models IS 'A parametric CAD model and the parameters that drive it.';
COMMENT ON COLUMN models.tags IS 'Free labels for search; at most 32, none of them NULL.';
COMMENT ON COLUMN models.parameters IS 'Named driving dimensions and options, one JSON object.';
COMMENT ON COLUMN models.latest_artefact_id IS 'The newest artefact of this model; it closes a circle with artefacts.model_id and is checked at commit.';

CREATE TRIGGER models_touch_updated_at
    BEFORE UPDATE ON models
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY,
    public_id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL,
    model_id bigint,
    kind job_kind NOT NULL,
    status job_status NOT NULL DEFAULT 'queued',
    priority smallint NOT NULL DEFAULT 100,
    parameters jsonb NOT NULL DEFAULT '{}',
    progress_percent smallint NOT NULL DEFAULT 0,
    attempt_count integer NOT NULL DEFAULT 0,
    max_attempts integer NOT NULL DEFAULT 3,
    time_limit interval NOT NULL DEFAULT '30 minutes',
    worker_name text,
    error_message text,
    queued_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT jobs_pkey PRIMARY KEY (id),
    CONSTRAINT jobs_public_id_key UNIQUE (public_id),
    CONSTRAINT jobs_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT jobs_model_id_fkey FOREIGN KEY (model_id)
        REFERENCES models (id) ON DELETE SET NULL,
    CONSTRAINT jobs_priority_check CHECK (priority BETWEEN 0 AND 1000),
    CONSTRAINT jobs_parameters_check CHECK (jsonb_typeof(parameters) = 'object'),
    CONSTRAINT jobs_progress_percent_check CHECK (progress_percent BETWEEN 0 AND 100),
    CONSTRAINT jobs_attempt_count_check CHECK (attempt_count BETWEEN 0 AND max_attempts),
    CONSTRAINT jobs_max_attempts_check CHECK (max_attempts BETWEEN 1 AND 20),
    CONSTRAINT jobs_time_limit_check CHECK (time_limit > interval '0' AND time_limit <= interval '24 hours'),
    CONSTRAINT jobs_started_at_check CHECK (status <> 'running' OR started_at IS NOT NULL),
    CONSTRAINT jobs_finished_at_check CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'cancelled'))),
    CONSTRAINT jobs_order_check CHECK (finished_at >= coalesce(started_at, queued_at) AND started_at >= queued_at),
    CONSTRAINT jobs_error_message_check CHECK (status <> 'failed' OR error_message IS NOT NULL)
);
CREATE INDEX jobs_user_id_idx ON jobs (user_id, queued_at DESC);
CREATE INDEX jobs_model_id_idx ON jobs (model_id);
CREATE INDEX jobs_queue_idx ON jobs (priority, queued_at) WHERE status = 'queued';
COMMENT ON TABLE jobs IS 'The queue of CAD/CAM work. Workers take the lowest priority number first, with SKIP LOCKED.';
COMMENT ON COLUMN jobs.priority IS 'Lower runs first; 100 is ordinary.';
COMMENT ON COLUMN jobs.time_limit IS 'A worker stops the job after this much running time.';
COMMENT ON COLUMN jobs.error_message IS 'Why the last attempt failed, in words for support; holds no personal data.';

CREATE TRIGGER jobs_touch_updated_at
    BEFORE UPDATE ON jobs
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE artefacts (
    id bigint GENERATED ALWAYS AS IDENTITY,
    model_id bigint NOT NULL,
    job_id bigint,
    kind artefact_kind NOT NULL,
    file_name text NOT NULL,
    content_type text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 sha256_digest NOT NULL,
    storage_key text NOT NULL,
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT artefacts_pkey PRIMARY KEY (id),
    CONSTRAINT artefacts_model_id_id_key UNIQUE (model_id, id),
    CONSTRAINT artefacts_storage_key_key UNIQUE (storage_key),
    CONSTRAINT artefacts_model_id_fkey FOREIGN KEY (model_id)
        REFERENCES models (id) ON DELETE CASCADE,
    CONSTRAINT artefacts_job_id_fkey FOREIGN KEY (job_id)
        REFERENCES jobs (id) ON DELETE SET NULL,
    CONSTRAINT artefacts_file_name_check CHECK (char_length(file_name) BETWEEN 1 AND 255 AND file_name !~ '[/\\]'),
    CONSTRAINT artefacts_content_type_check CHECK (content_type ~ '^[a-z]+/[A-Za-z0-9.+-]+$'),
    CONSTRAINT artefacts_size_bytes_check CHECK (size_bytes >= 0),
    CONSTRAINT artefacts_metadata_check CHECK (jsonb_typeof(metadata) = 'object')
);
CREATE INDEX artefacts_job_id_idx ON artefacts (job_id);
COMMENT ON TABLE artefacts IS 'A file that a job made or a user uploaded; the bytes lie in object storage.';
COMMENT ON COLUMN artefacts.sha256 IS 'Digest of the stored bytes.';
COMMENT ON COLUMN artefacts.storage_key IS 'Key in the object store.';

-- The circle: a model points at its newest artefact, an artefact at its model.
-- The pair (id, latest_artefact_id) makes it impossible to point at another model's artefact.
ALTER TABLE models
    ADD CONSTRAINT models_latest_artefact_id_fkey FOREIGN KEY (id, latest_artefact_id)
        REFERENCES artefacts (model_id, id) ON DELETE SET NULL (latest_artefact_id)
        DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX models_latest_artefact_id_idx ON models (latest_artefact_id, id);

CREATE TABLE audit_logs (
    id bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid NOT NULL DEFAULT gen_random_uuid(),
    occurred_at timestamptz NOT NULL DEFAULT now(),
    actor_id bigint,
    action text NOT NULL,
    entity_type text NOT NULL,
    entity_id text NOT NULL,
    payload jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT audit_logs_pkey PRIMARY KEY (id),
    CONSTRAINT audit_logs_event_id_key UNIQUE (event_id),
    CONSTRAINT audit_logs_actor_id_fkey FOREIGN KEY (actor_id)
        REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT audit_logs_action_check CHECK (action ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$'),
    CONSTRAINT audit_logs_payload_check CHECK (jsonb_typeof(payload) = 'object')
);
CREATE INDEX audit_logs_actor_id_idx ON audit_logs (actor_id, occurred_at);
CREATE INDEX audit_logs_entity_idx ON audit_logs (entity_type, entity_id, occurred_at);
CREATE INDEX audit_logs_occurred_at_idx ON audit_logs USING brin (occurred_at);
COMMENT ON TABLE audit_logs IS 'Who did what to which entity. Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE.';
COMMENT ON COLUMN audit_logs.actor_id IS 'Who acted; NULL for the system itself.';
COMMENT ON COLUMN audit_logs.action IS 'Dotted verb, for example license.suspended.';
COMMENT ON COLUMN audit_logs.payload IS 'What changed, as one JSON object.';

CREATE FUNCTION refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'audit_logs is append-only: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = 'audit_logs';
END;
$function$;
COMMENT ON FUNCTION refuse_audit_change() IS 'Guards the audit log against every change of a written entry.';

CREATE TRIGGER audit_logs_append_only
    BEFORE UPDATE OR DELETE ON audit_logs
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_logs_no_truncate
    BEFORE TRUNCATE ON audit_logs
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
COMMENT ON TRIGGER audit_logs_append_only ON audit_logs IS 'Entries are written once.';

-- +down
DROP TABLE audit_logs;
DROP FUNCTION refuse_audit_change();
ALTER TABLE models DROP CONSTRAINT models_latest_artefact_id_fkey;
DROP TABLE artefacts;
DROP TABLE jobs;
DROP TABLE models;
DROP TABLE users;
DROP FUNCTION touch_updated_at();
DROP TYPE artefact_kind;
DROP TYPE job_status;
DROP TYPE job_kind;
DROP TYPE user_role;
DROP DOMAIN sha256_digest;
DROP DOMAIN email;
