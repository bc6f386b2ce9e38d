-- revision: 20250817_2200_task_36_magic_links_table
-- down_revision: 20250817_2100_task_35_oidc_accounts_table
-- labels: auth
--
-- Magic links with a hashed token that works once, for a short while, and for few attempts.

-- +up
CREATE TYPE magic_link_purpose AS ENUM ('sign_in', 'verify_email', 'reset_password');
COMMENT ON TYPE magic_link_purpose IS 'What following a magic link does.';

CREATE FUNCTION refuse_second_use() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
BEGIN
    -- The argument names the column that records the use.
    IF to_jsonb(OLD) ->> TG_ARGV[0] IS NOT NULL
        AND to_jsonb(OLD) -> TG_ARGV[0] IS DISTINCT FROM to_jsonb(NEW) -> TG_ARGV[0]
    THEN
        RAISE EXCEPTION '%.% is set once', TG_TABLE_NAME, TG_ARGV[0]
            USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, COLUMN = TG_ARGV[0], CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END;
$function$;
COMMENT ON FUNCTION refuse_second_use() IS 'Guards one-time credentials: the column named by the argument is written once.';

CREATE TABLE magic_links (
    id bigint GENERATED ALWAYS AS IDENTITY,
    user_id bigint NOT NULL,
    purpose magic_link_purpose NOT NULL,
    token_hash sha256_digest NOT NULL,
    sent_to email NOT NULL,
    requested_from masked_network,
    attempt_count smallint NOT NULL DEFAULT 0,
    max_attempts smallint NOT NULL DEFAULT 5,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '15 minutes',
    consumed_at timestamptz,
    CONSTRAINT magic_links_pkey PRIMARY KEY (id),
    CONSTRAINT magic_links_token_hash_key UNIQUE (token_hash),
    CONSTRAINT magic_links_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT magic_links_attempt_count_check CHECK (attempt_count BETWEEN 0 AND max_attempts),
    CONSTRAINT magic_links_max_attempts_check CHECK (max_attempts BETWEEN 1 AND 10),
    CONSTRAINT magic_links_expires_at_check CHECK (
        expires_at > created_at AND expires_at <= created_at + interval '24 hours'
    ),
    CONSTRAINT magic_links_consumed_at_check CHECK (consumed_at >= created_at AND consumed_at <= expires_at)
);
CREATE INDEX magic_links_user_id_idx ON magic_links (user_id, created_at DESC);
CREATE INDEX magic_links_unconsumed_expires_at_idx ON magic_links (expires_at) WHERE consumed_at IS NULL;
COMMENT ON TABLE magic_links IS 'A link sent by e-mail that signs in, verifies an address or resets a password, once.';
COMMENT ON COLUMN magic_links.token_hash IS 'SHA-256 of the token; the token itself is never stored. @secret';
COMMENT ON COLUMN magic_links.sent_to IS 'Address that the link went to. @pii';
COMMENT ON COLUMN magic_links.attempt_count IS 'Failed attempts; at max_attempts the link is dead.';
COMMENT ON COLUMN magic_links.consumed_at IS 'When the link was used; a trigger allows that once.';

CREATE TRIGGER magic_links_single_use
    BEFORE UPDATE ON magic_links
    FOR EACH ROW EXECUTE FUNCTION refuse_second_use('consumed_at');

-- +down
DROP TABLE magic_links;
DROP FUNCTION refuse_second_use();
DROP TYPE magic_link_purpose;
