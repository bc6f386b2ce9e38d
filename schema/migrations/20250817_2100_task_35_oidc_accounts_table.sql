-- revision: 20250817_2100_task_35_oidc_accounts_table
-- down_revision: 20250817_2045_task_32_enterprise_sessions_table
-- labels: auth
--
-- OpenID Connect, a link between a user and a provider's subject.

-- +up
CREATE TYPE oidc_provider AS ENUM ('google', 'microsoft', 'apple', 'github', 'e_devlet');
COMMENT ON TYPE oidc_provider IS 'The identity providers that sign-in offers.';

CREATE TABLE oidc_accounts (
    id bigint GENERATED ALWAYS AS IDENTITY,
    user_id bigint NOT NULL,
    provider oidc_provider NOT NULL,
    subject text NOT NULL,
    email email,
    email_verified boolean NOT NULL DEFAULT false,
    claims jsonb NOT NULL DEFAULT '{}',
    refresh_token_ciphertext bytea,
    key_version smallint,
    linked_at timestamptz NOT NULL DEFAULT now(),
    last_login_at timestamptz,
    CONSTRAINT oidc_accounts_pkey PRIMARY KEY (id),
    CONSTRAINT oidc_accounts_provider_subject_key UNIQUE (provider, subject),
    CONSTRAINT oidc_accounts_user_id_provider_key UNIQUE (user_id, provider),
    CONSTRAINT oidc_accounts_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT oidc_accounts_subject_check CHECK (char_length(subject) BETWEEN 1 AND 255),
    CONSTRAINT oidc_accounts_claims_check CHECK (jsonb_typeof(claims) = 'object'),
    CONSTRAINT oidc_accounts_key_version_check CHECK (
        (refresh_token_ciphertext IS NULL) = (key_version IS NULL) AND key_version > 0
    ),
    CONSTRAINT oidc_accounts_last_login_at_check CHECK (last_login_at >= linked_at)
);
COMMENT ON TABLE oidc_accounts IS 'A provider''s subject that may sign in as a user: one account per provider and subject, one per user and provider.';
COMMENT ON COLUMN oidc_accounts.subject IS 'The provider''s stable identifier (claim sub). @pii';
COMMENT ON COLUMN oidc_accounts.email IS 'Address that the provider reported at the last sign-in. @pii';
COMMENT ON COLUMN oidc_accounts.claims IS 'Other claims of the last identity token. @pii';
COMMENT ON COLUMN oidc_accounts.refresh_token_ciphertext IS 'The provider''s refresh token, encrypted. @secret';
COMMENT ON COLUMN oidc_accounts.key_version IS 'Version of the key that encrypted the token.';

-- +down
DROP TABLE oidc_accounts;
DROP TYPE oidc_provider;
