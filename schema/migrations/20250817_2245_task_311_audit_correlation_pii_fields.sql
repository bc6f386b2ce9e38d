-- revision: 20250817_2245_task_311_audit_correlation_pii_fields
-- down_revision: 20250817_2200_task_36_magic_links_table
-- labels: audit, kvkk
--
-- Audit entries carry the request they belong to and can be anonymised; security events.

-- +up
ALTER TABLE audit_logs RENAME COLUMN payload TO payload_masked;
ALTER TABLE audit_logs RENAME CONSTRAINT audit_logs_payload_check TO audit_logs_payload_masked_check;
ALTER TABLE audit_logs
    ADD COLUMN correlation_id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN session_id uuid,
    ADD COLUMN ip_address inet,
    ADD COLUMN user_agent text,
    ADD COLUMN anonymised_at timestamptz,
    ADD COLUMN is_anonymised boolean GENERATED ALWAYS AS (anonymised_at IS NOT NULL) STORED,
    ADD CONSTRAINT audit_logs_session_id_fkey FOREIGN KEY (session_id)
        REFERENCES sessions (id) ON DELETE SET NULL,
    ADD CONSTRAINT audit_logs_user_agent_check CHECK (char_length(user_agent) <= 500),
    ADD CONSTRAINT audit_logs_anonymised_at_check CHECK (
        anonymised_at IS NULL OR (anonymised_at >= occurred_at AND user_agent IS NULL AND ip_address IS NULL)
    );
CREATE INDEX audit_logs_correlation_id_idx ON audit_logs (correlation_id);
CREATE INDEX audit_logs_session_id_idx ON audit_logs (session_id);
CREATE INDEX audit_logs_payload_masked_idx ON audit_logs USING gin (payload_masked jsonb_path_ops);
COMMENT ON COLUMN audit_logs.payload_masked IS 'What changed, as one JSON object in which personal values are masked before they are written.';
COMMENT ON COLUMN audit_logs.correlation_id IS 'Common to all entries of one request, across services.';
COMMENT ON COLUMN audit_logs.session_id IS 'The session that acted, as long as it is kept.';
COMMENT ON COLUMN audit_logs.ip_address IS 'Client address, until anonymised. @pii';
COMMENT ON COLUMN audit_logs.user_agent IS 'Client software, until anonymised. @pii';
COMMENT ON COLUMN audit_logs.anonymised_at IS 'When the personal columns were cleared; set once.';

-- Two changes stay possible: clearing the personal columns once, with anonymised_at set, and
-- losing the reference to a purged session. Everything else is still refused.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
DECLARE
    may_change text[] := ARRAY['session_id'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.anonymised_at IS NULL AND NEW.anonymised_at IS NOT NULL THEN
            -- A generated column is not computed yet when a BEFORE trigger runs.
            may_change := ARRAY['session_id', 'payload_masked', 'ip_address', 'user_agent', 'anonymised_at'];
        END IF;
        IF to_jsonb(NEW) - may_change - 'is_anonymised' = to_jsonb(OLD) - may_change - 'is_anonymised'
            AND (NEW.session_id IS NULL OR NEW.session_id = OLD.session_id)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit_logs is append-only: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = 'audit_logs',
            HINT = 'Only anonymisation (KVKK art. 7) may clear payload_masked, ip_address and user_agent, and only together with anonymised_at.';
END;
$function$;
COMMENT ON FUNCTION refuse_audit_change() IS 'Guards the audit log; anonymisation on request is the one exception.';
COMMENT ON TABLE audit_logs IS 'Who did what to which entity, in which request. Append-only but for anonymisation (KVKK art. 7).';

CREATE TYPE security_event_kind AS ENUM (
    'login_failed', 'account_locked', 'session_reuse', 'session_anomaly', 'mfa_failed',
    'backup_code_used', 'magic_link_abuse', 'webhook_signature_invalid', 'permission_denied'
);
COMMENT ON TYPE security_event_kind IS 'What a security rule noticed.';

CREATE TYPE security_severity AS ENUM ('info', 'low', 'medium', 'high', 'critical');
COMMENT ON TYPE security_severity IS 'How soon a person should look, in rising order.';

CREATE TABLE security_events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind security_event_kind NOT NULL,
    severity security_severity NOT NULL DEFAULT 'info',
    user_id bigint,
    session_id uuid,
    audit_log_id bigint,
    correlation_id uuid NOT NULL,
    ip_masked masked_network,
    details jsonb NOT NULL DEFAULT '{}',
    occurred_at timestamptz NOT NULL DEFAULT now(),
    acknowledged_at timestamptz,
    acknowledged_by_id bigint,
    CONSTRAINT security_events_pkey PRIMARY KEY (id),
    CONSTRAINT security_events_event_id_key UNIQUE (event_id),
    CONSTRAINT security_events_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE SET NULL,
    CONSTRAINT security_events_session_id_fkey FOREIGN KEY (session_id)
        REFERENCES sessions (id) ON DELETE SET NULL,
    CONSTRAINT security_events_audit_log_id_fkey FOREIGN KEY (audit_log_id)
        REFERENCES audit_logs (id) ON DELETE RESTRICT,
    CONSTRAINT security_events_acknowledged_by_id_fkey FOREIGN KEY (acknowledged_by_id)
        REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT security_events_details_check CHECK (jsonb_typeof(details) = 'object'),
    CONSTRAINT security_events_acknowledged_check CHECK (
        (acknowledged_at IS NULL) = (acknowledged_by_id IS NULL) AND acknowledged_at >= occurred_at
    )
);
CREATE INDEX security_events_user_id_idx ON security_events (user_id, occurred_at DESC);
CREATE INDEX security_events_session_id_idx ON security_events (session_id);
CREATE INDEX security_events_audit_log_id_idx ON security_events (audit_log_id);
CREATE INDEX security_events_acknowledged_by_id_idx ON security_events (acknowledged_by_id);
CREATE INDEX security_events_correlation_id_idx ON security_events (correlation_id);
CREATE INDEX security_events_open_idx ON security_events (severity DESC, occurred_at)
    WHERE acknowledged_at IS NULL;
COMMENT ON TABLE security_events IS 'What security rules noticed, until a person has acknowledged it.';
COMMENT ON COLUMN security_events.details IS 'Facts for the analyst, as one JSON object without personal data.';
COMMENT ON COLUMN security_events.ip_masked IS 'Network of the client, never the full address.';

-- +down
DROP TABLE security_events;
DROP TYPE security_severity;
DROP TYPE security_event_kind;

COMMENT ON TABLE audit_logs IS 'Who did what to which entity. Append-only: a trigger refuses UPDATE, DELETE and TRUNCATE.';
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'audit_logs is append-only: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation', TABLE = 'audit_logs';
END;
$function$;
COMMENT ON FUNCTION refuse_audit_change() IS 'Guards the audit log against every change of a written entry.';

DROP INDEX audit_logs_payload_masked_idx;
ALTER TABLE audit_logs
    DROP CONSTRAINT audit_logs_anonymised_at_check,
    DROP COLUMN is_anonymised,
    DROP COLUMN anonymised_at,
    DROP COLUMN user_agent,
    DROP COLUMN ip_address,
    DROP COLUMN session_id,
    DROP COLUMN correlation_id;
ALTER TABLE audit_logs RENAME CONSTRAINT audit_logs_payload_masked_check TO audit_logs_payload_check;
ALTER TABLE audit_logs RENAME COLUMN payload_masked TO payload;
COMMENT ON COLUMN audit_logs.payload IS 'What changed, as one JSON object.';
