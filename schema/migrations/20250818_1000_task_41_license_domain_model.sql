-- revision: 20250818_1000_task_41_license_domain_model
-- down_revision: 20250818_0000_task_37_mfa_totp_tables
-- labels: licensing
--
-- Products and licenses; the legal changes of a license's status are rows of a table and the
-- database refuses every other.

-- +up
CREATE TYPE license_type AS ENUM ('trial', 'educational', 'personal', 'professional', 'enterprise');
COMMENT ON TYPE license_type IS 'What was sold.';

CREATE TYPE license_status AS ENUM ('draft', 'trial', 'active', 'suspended', 'expired', 'revoked');
COMMENT ON TYPE license_status IS 'Life of a license. The legal changes are the rows of license_status_transitions; revoked is final.';

CREATE TYPE license_scope AS ENUM ('named_user', 'floating', 'site');
COMMENT ON TYPE license_scope IS 'How seats are counted: per person, per concurrent use, or per site.';

CREATE TABLE products (
    id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    name text NOT NULL,
    features text[] NOT NULL DEFAULT ARRAY[]::text[],
    is_sold boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT products_pkey PRIMARY KEY (id),
    CONSTRAINT products_code_key UNIQUE (code),
    CONSTRAINT products_code_check CHECK (code ~ '^[a-z][a-z0-9-]{1,39}$'),
    CONSTRAINT products_name_check CHECK (char_length(btrim(name)) BETWEEN 1 AND 120),
    CONSTRAINT products_features_check CHECK (array_position(features, NULL) IS NULL)
);
COMMENT ON TABLE products IS 'What a license is for.';
COMMENT ON COLUMN products.code IS 'Stable short name, also used in URLs.';
COMMENT ON COLUMN products.features IS 'Switches that a license of the product turns on.';

CREATE TRIGGER products_touch_updated_at
    BEFORE UPDATE ON products
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE license_status_transitions (
    from_status license_status NOT NULL,
    to_status license_status NOT NULL,
    needs_reason boolean NOT NULL DEFAULT false,
    CONSTRAINT license_status_transitions_pkey PRIMARY KEY (from_status, to_status),
    CONSTRAINT license_status_transitions_to_status_check CHECK (to_status <> from_status)
);
COMMENT ON TABLE license_status_transitions IS 'The legal changes of licenses.status; a pair that is not here is refused.';
COMMENT ON COLUMN license_status_transitions.needs_reason IS 'Whether licenses.status_reason must say why.';

INSERT INTO license_status_transitions (from_status, to_status, needs_reason) VALUES
    ('draft', 'trial', false),
    ('draft', 'active', false),
    ('draft', 'revoked', true),
    ('trial', 'active', false),
    ('trial', 'expired', false),
    ('trial', 'revoked', true),
    ('active', 'suspended', true),
    ('active', 'expired', false),
    ('active', 'revoked', true),
    ('suspended', 'active', false),
    ('suspended', 'expired', false),
    ('suspended', 'revoked', true),
    ('expired', 'active', false),
    ('expired', 'revoked', true);

CREATE TABLE licenses (
    id bigint GENERATED ALWAYS AS IDENTITY,
    public_id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL,
    product_id bigint NOT NULL,
    type license_type NOT NULL,
    status license_status NOT NULL DEFAULT 'draft',
    status_reason text,
    status_changed_at timestamptz NOT NULL DEFAULT now(),
    scope license_scope NOT NULL DEFAULT 'named_user',
    seats integer NOT NULL DEFAULT 1,
    features text[] NOT NULL DEFAULT ARRAY[]::text[],
    valid_during tstzrange NOT NULL,
    license_key_hash sha256_digest NOT NULL,
    license_key_hint char(4) NOT NULL,
    renewed_from_id bigint,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT licenses_pkey PRIMARY KEY (id),
    CONSTRAINT licenses_public_id_key UNIQUE (public_id),
    CONSTRAINT licenses_license_key_hash_key UNIQUE (license_key_hash),
    CONSTRAINT licenses_renewed_from_id_key UNIQUE (renewed_from_id),
    CONSTRAINT licenses_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT licenses_product_id_fkey FOREIGN KEY (product_id)
        REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT licenses_renewed_from_id_fkey FOREIGN KEY (renewed_from_id)
        REFERENCES licenses (id) ON DELETE RESTRICT,
    CONSTRAINT licenses_renewed_from_id_check CHECK (renewed_from_id <> id),
    CONSTRAINT licenses_seats_check CHECK (seats BETWEEN 1 AND 10000),
    CONSTRAINT licenses_type_seats_check CHECK (type NOT IN ('trial', 'personal') OR seats = 1),
    CONSTRAINT licenses_type_status_check CHECK (status <> 'trial' OR type = 'trial'),
    CONSTRAINT licenses_features_check CHECK (array_position(features, NULL) IS NULL),
    CONSTRAINT licenses_license_key_hint_check CHECK (license_key_hint ~ '^[0-9A-Z]{4}$'),
    CONSTRAINT licenses_valid_during_check CHECK (
        NOT isempty(valid_during) AND NOT lower_inf(valid_during) AND lower_inc(valid_during)
        AND NOT upper_inf(valid_during) AND NOT upper_inc(valid_during)
    )
);
CREATE INDEX licenses_user_id_idx ON licenses (user_id) INCLUDE (status, product_id);
CREATE INDEX licenses_product_id_idx ON licenses (product_id);
CREATE INDEX licenses_running_out_idx ON licenses (upper(valid_during))
    WHERE status IN ('trial', 'active', 'suspended');
COMMENT ON TABLE licenses IS 'A right to use a product for a time, for a number of seats.';
COMMENT ON COLUMN licenses.status_reason IS 'Why the status was changed last; some changes need it.';
COMMENT ON COLUMN licenses.features IS 'Features beyond those of the product.';
COMMENT ON COLUMN licenses.valid_during IS 'From the first moment (included) to the end (excluded), in UTC.';
COMMENT ON COLUMN licenses.license_key_hash IS 'SHA-256 of the key that the customer types in. @secret';
COMMENT ON COLUMN licenses.license_key_hint IS 'Last four characters of the key, for support.';
COMMENT ON COLUMN licenses.renewed_from_id IS 'The license that this one carries on; a license is renewed at most once.';

CREATE TRIGGER licenses_touch_updated_at
    BEFORE UPDATE ON licenses
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE license_events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    license_id bigint NOT NULL,
    from_status license_status,
    to_status license_status NOT NULL,
    reason text,
    occurred_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT license_events_pkey PRIMARY KEY (id),
    CONSTRAINT license_events_license_id_fkey FOREIGN KEY (license_id)
        REFERENCES licenses (id) ON DELETE CASCADE,
    CONSTRAINT license_events_from_status_to_status_fkey FOREIGN KEY (from_status, to_status)
        REFERENCES license_status_transitions (from_status, to_status) ON DELETE RESTRICT
);
CREATE INDEX license_events_license_id_idx ON license_events (license_id, occurred_at);
CREATE INDEX license_events_from_status_to_status_idx ON license_events (from_status, to_status);
COMMENT ON TABLE license_events IS 'Every status that a license has had, written by a trigger.';
COMMENT ON COLUMN license_events.from_status IS 'NULL for the first status.';

CREATE FUNCTION check_license_status() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $function$
DECLARE
    reason_needed boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status NOT IN ('draft', 'trial', 'active') THEN
            RAISE EXCEPTION 'a license cannot begin as %', NEW.status
                USING ERRCODE = 'check_violation', TABLE = 'licenses', COLUMN = 'status',
                    CONSTRAINT = 'licenses_status_transition';
        END IF;
        RETURN NEW;
    END IF;

    SELECT needs_reason INTO reason_needed
        FROM license_status_transitions
        WHERE from_status = OLD.status AND to_status = NEW.status;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'license % cannot go from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', TABLE = 'licenses', COLUMN = 'status',
                CONSTRAINT = 'licenses_status_transition';
    END IF;
    -- The reason of an earlier change does not explain this one.
    IF NEW.status_reason IS NOT DISTINCT FROM OLD.status_reason THEN
        NEW.status_reason := NULL;
    END IF;
    IF reason_needed AND coalesce(btrim(NEW.status_reason), '') = '' THEN
        RAISE EXCEPTION 'license % needs a status_reason to become %', OLD.id, NEW.status
            USING ERRCODE = 'check_violation', TABLE = 'licenses', COLUMN = 'status_reason',
                CONSTRAINT = 'licenses_status_reason';
    END IF;
    NEW.status_changed_at := now();
    RETURN NEW;
END;
$function$;
COMMENT ON FUNCTION check_license_status() IS 'Refuses a change of status that is not in license_status_transitions, or that lacks its reason.';

CREATE TRIGGER licenses_status_initial
    BEFORE INSERT ON licenses
    FOR EACH ROW EXECUTE FUNCTION check_license_status();
CREATE TRIGGER licenses_status_transition
    BEFORE UPDATE ON licenses
    FOR EACH ROW
    WHEN (OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION check_license_status();

CREATE FUNCTION record_license_event() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $function$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO license_events (license_id, from_status, to_status, reason)
            VALUES (NEW.id, NULL, NEW.status, NEW.status_reason);
    ELSIF NEW.status <> OLD.status THEN
        INSERT INTO license_events (license_id, from_status, to_status, reason)
            VALUES (NEW.id, OLD.status, NEW.status, NEW.status_reason);
    END IF;
    RETURN NULL;
END;
$function$;
COMMENT ON FUNCTION record_license_event() IS 'Writes license_events.';

CREATE TRIGGER licenses_record_event
    AFTER INSERT OR UPDATE OF status ON licenses
    FOR EACH ROW EXECUTE FUNCTION record_license_event();

CREATE TABLE license_seats (
    license_id bigint NOT NULL,
    user_id bigint NOT NULL,
    assigned_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT license_seats_pkey PRIMARY KEY (license_id, user_id),
    CONSTRAINT license_seats_license_id_fkey FOREIGN KEY (license_id)
        REFERENCES licenses (id) ON DELETE CASCADE,
    CONSTRAINT license_seats_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX license_seats_user_id_idx ON license_seats (user_id);
COMMENT ON TABLE license_seats IS 'Who may use a license; never more people than it has seats.';

CREATE FUNCTION check_license_seats() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $function$
DECLARE
    checked_license_id bigint;
    seats_sold integer;
    seats_taken bigint;
BEGIN
    IF TG_TABLE_NAME = 'licenses' THEN
        checked_license_id := NEW.id;
        seats_sold := NEW.seats;
    ELSE
        checked_license_id := NEW.license_id;
        -- The lock makes two assignments of the last seat queue up.
        SELECT seats INTO seats_sold FROM licenses WHERE id = checked_license_id FOR NO KEY UPDATE;
    END IF;
    SELECT count(*) INTO seats_taken FROM license_seats WHERE license_id = checked_license_id;
    IF seats_taken > seats_sold THEN
        RAISE EXCEPTION 'license % has % seats, % are taken', checked_license_id, seats_sold, seats_taken
            USING ERRCODE = 'check_violation', TABLE = 'license_seats', CONSTRAINT = 'license_seats_within_limit';
    END IF;
    RETURN NULL;
END;
$function$;
COMMENT ON FUNCTION check_license_seats() IS 'Refuses more assigned seats than the license has.';

CREATE TRIGGER license_seats_within_limit
    AFTER INSERT OR UPDATE ON license_seats
    FOR EACH ROW EXECUTE FUNCTION check_license_seats();
CREATE TRIGGER licenses_seats_within_limit
    AFTER UPDATE OF seats ON licenses
    FOR EACH ROW EXECUTE FUNCTION check_license_seats();

CREATE VIEW active_licenses AS
    SELECT l.id, l.public_id, l.user_id, u.public_id AS user_public_id, p.code AS product_code,
        l.type, l.scope, l.seats, l.valid_during
    FROM licenses AS l
    JOIN users AS u ON u.id = l.user_id
    JOIN products AS p ON p.id = l.product_id
    WHERE l.status IN ('trial', 'active');
COMMENT ON VIEW active_licenses IS 'Licenses that may be used, if the time is within valid_during.';

-- +down
DROP VIEW active_licenses;
DROP TABLE license_seats;
DROP TABLE license_events;
DROP TABLE licenses;
DROP FUNCTION check_license_seats();
DROP FUNCTION record_license_event();
DROP FUNCTION check_license_status();
DROP TABLE license_status_transitions;
DROP TABLE products;
DROP TYPE license_scope;
DROP TYPE license_status;
DROP TYPE license_type;
