-- revision: 20250817_2030_task_31_enterprise_auth_fields
-- down_revision: 20250817_1530_init_basic_tables
-- labels: auth
--
-- Passwords with their algorithm, lock-out, e-mail verification, account status, MFA flag,
-- and KVKK consents with their time stamps.

-- +up
DO $guard$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'account_status') THEN
        CREATE TYPE account_status AS ENUM ('pending', 'active', 'suspended', 'closed', 'anonymised');
    END IF;
END;
$guard$;
COMMENT ON TYPE account_status IS 'Life of an account: pending until the e-mail address is verified; anonymised is final.';

CREATE TYPE password_algorithm AS ENUM ('sha512', 'hmac_sha512', 'argon2id');
COMMENT ON TYPE password_algorithm IS 'How users.password_hash was made, weakest first; a sign-in upgrades it to the last.';

ALTER TABLE users
    ADD COLUMN password_hash bytea,
    ADD COLUMN password_salt bytea,
    ADD COLUMN password_algorithm password_algorithm,
    ADD COLUMN password_changed_at timestamptz,
    ADD COLUMN failed_login_count integer NOT NULL DEFAULT 0,
    ADD COLUMN last_failed_login_at timestamptz,
    ADD COLUMN locked_until timestamptz,
    ADD COLUMN last_login_at timestamptz,
    ADD COLUMN email_verified_at timestamptz,
    ADD COLUMN status account_status NOT NULL DEFAULT 'pending',
    ADD COLUMN mfa_enabled boolean NOT NULL DEFAULT false,
    ADD COLUMN anonymised_at timestamptz,
    ADD CONSTRAINT users_password_check CHECK (
        num_nulls(password_hash, password_salt, password_algorithm, password_changed_at) IN (0, 4)
    ),
    ADD CONSTRAINT users_password_hash_check CHECK (
        octet_length(password_hash) = CASE password_algorithm WHEN 'argon2id' THEN 32 ELSE 64 END
    ),
    ADD CONSTRAINT users_password_salt_check CHECK (octet_length(password_salt) BETWEEN 16 AND 64),
    ADD CONSTRAINT users_failed_login_count_check CHECK (failed_login_count >= 0),
    ADD CONSTRAINT users_status_check CHECK (
        (status <> 'active' OR email_verified_at IS NOT NULL)
        AND ((status = 'anonymised') = (anonymised_at IS NOT NULL))
    ),
    ADD CONSTRAINT users_anonymised_at_check CHECK (
        anonymised_at IS NULL OR (password_hash IS NULL AND phone IS NULL)
    );
CREATE INDEX users_locked_until_idx ON users (locked_until) WHERE locked_until IS NOT NULL;
COMMENT ON COLUMN users.password_hash IS 'Digest made by password_algorithm; NULL when the account has no password. @secret';
COMMENT ON COLUMN users.password_salt IS 'Random salt of the digest. @secret';
COMMENT ON COLUMN users.password_algorithm IS 'What made the digest, so that a sign-in can upgrade it.';
COMMENT ON COLUMN users.failed_login_count IS 'Failures since the last success; the application locks the account at its limit.';
COMMENT ON COLUMN users.locked_until IS 'No sign-in before this moment.';
COMMENT ON COLUMN users.mfa_enabled IS 'Whether a second factor is asked for at sign-in.';
COMMENT ON COLUMN users.anonymised_at IS 'When the personal columns were overwritten on request (KVKK art. 7).';

CREATE TYPE consent_purpose AS ENUM ('kvkk_notice', 'explicit_processing', 'marketing_email', 'marketing_sms', 'cross_border_transfer');
COMMENT ON TYPE consent_purpose IS 'What a person agreed to, or was informed of.';

CREATE TABLE user_consents (
    id bigint GENERATED ALWAYS AS IDENTITY,
    user_id bigint NOT NULL,
    purpose consent_purpose NOT NULL,
    document_version text NOT NULL,
    granted_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    source_ip inet,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_consents_pkey PRIMARY KEY (id),
    CONSTRAINT user_consents_user_id_purpose_document_version_key UNIQUE (user_id, purpose, document_version),
    CONSTRAINT user_consents_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT user_consents_document_version_check CHECK (document_version ~ '^[0-9]{4}\.[0-9]+$'),
    CONSTRAINT user_consents_withdrawn_at_check CHECK (withdrawn_at >= granted_at)
);
COMMENT ON TABLE user_consents IS 'Proof of KVKK information and explicit consent, per purpose and version of the text.';
COMMENT ON COLUMN user_consents.document_version IS 'Year and number of the text that was shown.';
COMMENT ON COLUMN user_consents.source_ip IS 'Where the consent was given from, kept as proof. @pii';

-- +down
DROP TABLE user_consents;
DROP TYPE consent_purpose;
ALTER TABLE users
    DROP CONSTRAINT users_anonymised_at_check,
    DROP CONSTRAINT users_status_check,
    DROP CONSTRAINT users_password_check,
    DROP CONSTRAINT users_password_hash_check,
    DROP COLUMN anonymised_at,
    DROP COLUMN mfa_enabled,
    DROP COLUMN status,
    DROP COLUMN email_verified_at,
    DROP COLUMN last_login_at,
    DROP COLUMN locked_until,
    DROP COLUMN last_failed_login_at,
    DROP COLUMN failed_login_count,
    DROP COLUMN password_changed_at,
    DROP COLUMN password_algorithm,
    DROP COLUMN password_salt,
    DROP COLUMN password_hash;
DROP TYPE password_algorithm;
DROP TYPE account_status;
