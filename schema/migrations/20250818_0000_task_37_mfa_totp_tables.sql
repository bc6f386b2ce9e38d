-- revision: 20250818_0000_task_37_mfa_totp_tables
-- down_revision: 20250817_2245_task_311_audit_correlation_pii_fields
-- labels: auth, mfa
--
-- TOTP secrets (encrypted under a versioned key) and single-use backup codes (hashed).

-- +up
CREATE TABLE mfa_totp_secrets (
    id bigint GENERATED ALWAYS AS IDENTITY,
    user_id bigint NOT NULL,
    label text NOT NULL DEFAULT 'authenticator',
    secret_ciphertext bytea NOT NULL,
    secret_nonce bytea NOT NULL,
    key_version smallint NOT NULL,
    algorithm text NOT NULL DEFAULT 'SHA1',
    digits smallint NOT NULL DEFAULT 6,
    period_seconds smallint NOT NULL DEFAULT 30,
    last_used_step bigint,
    created_at timestamptz NOT NULL DEFAULT now(),
    confirmed_at timestamptz,
    disabled_at timestamptz,
    CONSTRAINT mfa_totp_secrets_pkey PRIMARY KEY (id),
    CONSTRAINT mfa_totp_secrets_user_id_label_key UNIQUE (user_id, label),
    CONSTRAINT mfa_totp_secrets_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT mfa_totp_secrets_secret_ciphertext_check CHECK (octet_length(secret_ciphertext) BETWEEN 32 AND 256),
    CONSTRAINT mfa_totp_secrets_secret_nonce_check CHECK (octet_length(secret_nonce) = 12),
    CONSTRAINT mfa_totp_secrets_key_version_check CHECK (key_version > 0),
    CONSTRAINT mfa_totp_secrets_algorithm_check CHECK (algorithm IN ('SHA1', 'SHA256', 'SHA512')),
    CONSTRAINT mfa_totp_secrets_digits_check CHECK (digits IN (6, 8)),
    CONSTRAINT mfa_totp_secrets_period_seconds_check CHECK (period_seconds IN (30, 60)),
    CONSTRAINT mfa_totp_secrets_last_used_step_check CHECK (last_used_step >= 0),
    CONSTRAINT mfa_totp_secrets_order_check CHECK (confirmed_at >= created_at AND disabled_at >= created_at)
);
CREATE UNIQUE INDEX mfa_totp_secrets_one_live_key ON mfa_totp_secrets (user_id)
    WHERE confirmed_at IS NOT NULL AND disabled_at IS NULL;
COMMENT ON TABLE mfa_totp_secrets IS 'A time-based one-time password generator (RFC 6238) of a user; at most one is live.';
COMMENT ON COLUMN mfa_totp_secrets.secret_ciphertext IS 'The shared secret, sealed with AES-256-GCM. @secret';
COMMENT ON COLUMN mfa_totp_secrets.secret_nonce IS 'Nonce of the seal. @secret';
COMMENT ON COLUMN mfa_totp_secrets.key_version IS 'Version of the key that sealed it, so that keys can be rotated.';
COMMENT ON COLUMN mfa_totp_secrets.last_used_step IS 'The newest time step accepted; a code of that step or an older one is a replay.';

CREATE TABLE mfa_backup_codes (
    id bigint GENERATED ALWAYS AS IDENTITY,
    totp_secret_id bigint NOT NULL,
    code_hash sha256_digest NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at timestamptz,
    used_session_id uuid,
    CONSTRAINT mfa_backup_codes_pkey PRIMARY KEY (id),
    CONSTRAINT mfa_backup_codes_totp_secret_id_code_hash_key UNIQUE (totp_secret_id, code_hash),
    CONSTRAINT mfa_backup_codes_totp_secret_id_fkey FOREIGN KEY (totp_secret_id)
        REFERENCES mfa_totp_secrets (id) ON DELETE CASCADE,
    CONSTRAINT mfa_backup_codes_used_session_id_fkey FOREIGN KEY (used_session_id)
        REFERENCES sessions (id) ON DELETE SET NULL,
    CONSTRAINT mfa_backup_codes_used_at_check CHECK (
        used_at >= created_at AND (used_session_id IS NULL OR used_at IS NOT NULL)
    )
);
CREATE INDEX mfa_backup_codes_used_session_id_idx ON mfa_backup_codes (used_session_id);
COMMENT ON TABLE mfa_backup_codes IS 'Codes for the day the device is lost; each works once.';
COMMENT ON COLUMN mfa_backup_codes.code_hash IS 'SHA-256 of the code with the secret''s pepper. @secret';
COMMENT ON COLUMN mfa_backup_codes.used_at IS 'When the code was used; a trigger allows that once.';

CREATE TRIGGER mfa_backup_codes_single_use
    BEFORE UPDATE ON mfa_backup_codes
    FOR EACH ROW EXECUTE FUNCTION refuse_second_use('used_at');

-- +down
DROP TABLE mfa_backup_codes;
DROP TABLE mfa_totp_secrets;
