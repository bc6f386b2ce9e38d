-- revision: 20250817_2045_task_32_enterprise_sessions_table
-- down_revision: 20250817_2030_task_31_enterprise_auth_fields
-- labels: auth
--
-- Sessions with rotated refresh tokens in a chain, so that a token used twice is noticed.

-- +up
CREATE TYPE session_revocation_reason AS ENUM (
    'signed_out', 'rotated', 'reuse_detected', 'password_changed', 'anomaly_detected', 'administrator', 'account_closed'
);
COMMENT ON TYPE session_revocation_reason IS 'Why a session ended before its expiry.';

CREATE DOMAIN masked_network AS cidr
    CONSTRAINT masked_network_width_check CHECK (masklen(VALUE) <= CASE family(VALUE) WHEN 4 THEN 24 ELSE 48 END);
COMMENT ON DOMAIN masked_network IS 'A masked address: the /24 (IPv4) or /48 (IPv6) network that it belongs to, or a wider one.';

CREATE TABLE sessions (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL,
    family_id uuid NOT NULL DEFAULT gen_random_uuid(),
    rotated_from_id uuid,
    refresh_token_hash bytea NOT NULL,
    device_fingerprint sha256_digest,
    device_name text,
    user_agent text,
    ip_masked masked_network,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_reason session_revocation_reason,
    CONSTRAINT sessions_pkey PRIMARY KEY (id),
    CONSTRAINT sessions_refresh_token_hash_key UNIQUE (refresh_token_hash),
    CONSTRAINT sessions_rotated_from_id_key UNIQUE (rotated_from_id),
    CONSTRAINT sessions_id_family_id_key UNIQUE (id, family_id),
    CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT sessions_rotated_from_id_fkey FOREIGN KEY (rotated_from_id, family_id)
        REFERENCES sessions (id, family_id) ON DELETE SET NULL (rotated_from_id),
    CONSTRAINT sessions_rotated_from_id_check CHECK (rotated_from_id <> id),
    CONSTRAINT sessions_refresh_token_hash_check CHECK (octet_length(refresh_token_hash) = 64),
    CONSTRAINT sessions_device_name_check CHECK (char_length(device_name) <= 100),
    CONSTRAINT sessions_user_agent_check CHECK (char_length(user_agent) <= 500),
    CONSTRAINT sessions_expires_at_check CHECK (expires_at > created_at),
    CONSTRAINT sessions_last_used_at_check CHECK (last_used_at >= created_at),
    CONSTRAINT sessions_revoked_check CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL) AND revoked_at >= created_at)
);
CREATE INDEX sessions_rotated_from_id_family_id_idx ON sessions (rotated_from_id, family_id);
CREATE INDEX sessions_user_id_idx ON sessions (user_id, created_at DESC);
CREATE INDEX sessions_family_id_idx ON sessions (family_id);
CREATE INDEX sessions_live_expires_at_idx ON sessions (expires_at) WHERE revoked_at IS NULL;
COMMENT ON TABLE sessions IS 'A sign-in on a device. Each refresh makes a new row that names the one it came from; a second refresh from one row is reuse.';
COMMENT ON COLUMN sessions.family_id IS 'Common to all sessions that descend from one sign-in; reuse revokes the whole family.';
COMMENT ON COLUMN sessions.rotated_from_id IS 'The session whose token was exchanged for this one; unique, so a token is exchanged at most once.';
COMMENT ON COLUMN sessions.refresh_token_hash IS 'HMAC-SHA512 of the refresh token; the token itself is never stored. @secret';
COMMENT ON COLUMN sessions.device_fingerprint IS 'Digest of what the client says about its device, for anomaly detection. @pii';
COMMENT ON COLUMN sessions.user_agent IS 'Browser or client version. @pii';
COMMENT ON COLUMN sessions.ip_masked IS 'Network of the client, never the full address.';

CREATE FUNCTION refuse_session_revival() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'session % was revoked and stays revoked', OLD.id
        USING ERRCODE = 'check_violation', TABLE = 'sessions', CONSTRAINT = 'sessions_stay_revoked';
END;
$function$;
COMMENT ON FUNCTION refuse_session_revival() IS 'A revoked session never comes back.';

CREATE TRIGGER sessions_stay_revoked
    BEFORE UPDATE OF revoked_at, revoked_reason ON sessions
    FOR EACH ROW
    WHEN (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
    EXECUTE FUNCTION refuse_session_revival();

-- +down
DROP TABLE sessions;
DROP FUNCTION refuse_session_revival();
DROP DOMAIN masked_network;
DROP TYPE session_revocation_reason;
