-- revision: 20250818_1100_task_44_invoice_model_numbering_vat
-- down_revision: 20250818_1000_task_41_license_domain_model
-- labels: billing
--
-- Invoices with gapless e-invoice numbers per series and year, KDV per line, sums that the
-- database checks, amounts in NUMERIC with the minor unit of their currency.

-- +up
CREATE DOMAIN currency_code AS char(3)
    CONSTRAINT currency_code_check CHECK (VALUE ~ '^[A-Z]{3}$');
COMMENT ON DOMAIN currency_code IS 'An ISO 4217 code.';

CREATE DOMAIN money_amount AS numeric(15,3);
COMMENT ON DOMAIN money_amount IS 'An amount; three decimals hold every currency''s minor unit, minor_units says how many count.';

CREATE DOMAIN vat_rate AS numeric(5,2)
    CONSTRAINT vat_rate_check CHECK (VALUE BETWEEN 0 AND 100);
COMMENT ON DOMAIN vat_rate IS 'KDV (VAT) in percent.';

CREATE DOMAIN country_code AS char(2)
    CONSTRAINT country_code_check CHECK (VALUE ~ '^[A-Z]{2}$');
COMMENT ON DOMAIN country_code IS 'An ISO 3166-1 alpha-2 code.';

CREATE TYPE postal_address AS (
    street text,
    district text,
    city text,
    postal_code text,
    country country_code
);
COMMENT ON TYPE postal_address IS 'An address as it is printed on an invoice. @pii';

CREATE TYPE billing_party_kind AS ENUM ('person', 'company');
COMMENT ON TYPE billing_party_kind IS 'A person has a TCKN of 11 digits, a company a VKN of 10.';

CREATE TYPE invoice_status AS ENUM ('draft', 'issued', 'paid', 'cancelled');
COMMENT ON TYPE invoice_status IS 'draft may change; from issued on, the number and the amounts are fixed.';

CREATE TABLE currencies (
    code currency_code NOT NULL,
    name text NOT NULL,
    minor_units smallint NOT NULL,
    CONSTRAINT currencies_pkey PRIMARY KEY (code),
    CONSTRAINT currencies_code_minor_units_key UNIQUE (code, minor_units),
    CONSTRAINT currencies_minor_units_check CHECK (minor_units BETWEEN 0 AND 3)
);
COMMENT ON TABLE currencies IS 'Currencies that invoices may be written in.';
COMMENT ON COLUMN currencies.minor_units IS 'Decimals that count: 2 for TRY (kuruş), 0 for JPY, 3 for KWD.';

INSERT INTO currencies (code, name, minor_units) VALUES
    ('TRY', 'Türk lirası', 2),
    ('EUR', 'Euro', 2),
    ('USD', 'ABD doları', 2),
    ('GBP', 'İngiliz sterlini', 2),
    ('JPY', 'Japon yeni', 0),
    ('KWD', 'Kuveyt dinarı', 3);

ALTER TABLE products
    ADD COLUMN list_price money_amount,
    ADD COLUMN list_price_currency currency_code NOT NULL DEFAULT 'TRY',
    ADD COLUMN vat_rate vat_rate NOT NULL DEFAULT 20.00,
    ADD CONSTRAINT products_list_price_check CHECK (list_price >= 0),
    ADD CONSTRAINT products_list_price_currency_fkey FOREIGN KEY (list_price_currency)
        REFERENCES currencies (code) ON DELETE RESTRICT;
CREATE INDEX products_list_price_currency_idx ON products (list_price_currency);
COMMENT ON COLUMN products.list_price IS 'Net price of a year and a seat; NULL when it is on request. @money(currency = list_price_currency)';
COMMENT ON COLUMN products.vat_rate IS 'KDV rate that new invoice lines take over.';

CREATE TABLE billing_profiles (
    id bigint GENERATED ALWAYS AS IDENTITY,
    user_id bigint NOT NULL,
    kind billing_party_kind NOT NULL,
    legal_name text NOT NULL,
    tax_number text NOT NULL,
    tax_office text,
    address postal_address NOT NULL,
    e_invoice_alias text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT billing_profiles_pkey PRIMARY KEY (id),
    CONSTRAINT billing_profiles_user_id_tax_number_key UNIQUE (user_id, tax_number),
    CONSTRAINT billing_profiles_id_user_id_key UNIQUE (id, user_id),
    CONSTRAINT billing_profiles_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT billing_profiles_legal_name_check CHECK (char_length(btrim(legal_name)) BETWEEN 1 AND 300),
    CONSTRAINT billing_profiles_tax_number_check CHECK (
        tax_number ~ CASE kind WHEN 'person' THEN '^[1-9][0-9]{10}$' ELSE '^[0-9]{10}$' END
    ),
    CONSTRAINT billing_profiles_tax_office_check CHECK (kind = 'person' OR tax_office IS NOT NULL)
);
COMMENT ON TABLE billing_profiles IS 'To whom invoices are written.';
COMMENT ON COLUMN billing_profiles.legal_name IS 'Name or company title. @pii';
COMMENT ON COLUMN billing_profiles.tax_number IS 'TCKN of a person, VKN of a company. @pii';
COMMENT ON COLUMN billing_profiles.address IS 'Address of the party. @pii';
COMMENT ON COLUMN billing_profiles.e_invoice_alias IS 'Mailbox in the e-invoice network (GIB), when registered.';

CREATE TRIGGER billing_profiles_touch_updated_at
    BEFORE UPDATE ON billing_profiles
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE invoice_number_counters (
    series text NOT NULL,
    fiscal_year smallint NOT NULL,
    last_number bigint NOT NULL DEFAULT 0,
    CONSTRAINT invoice_number_counters_pkey PRIMARY KEY (series, fiscal_year),
    CONSTRAINT invoice_number_counters_series_check CHECK (series ~ '^[A-Z0-9]{3}$'),
    CONSTRAINT invoice_number_counters_fiscal_year_check CHECK (fiscal_year BETWEEN 2000 AND 2999),
    CONSTRAINT invoice_number_counters_last_number_check CHECK (last_number BETWEEN 0 AND 999999999)
);
COMMENT ON TABLE invoice_number_counters IS 'The last number given per series and year. Its row is locked from the numbering to the commit, so that a rollback leaves no gap.';

CREATE TABLE invoices (
    id bigint GENERATED ALWAYS AS IDENTITY,
    public_id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL,
    billing_profile_id bigint NOT NULL,
    license_id bigint,
    status invoice_status NOT NULL DEFAULT 'draft',
    series text NOT NULL DEFAULT 'FCD',
    fiscal_year smallint,
    sequence_number bigint,
    number text GENERATED ALWAYS AS (
        series || lpad(fiscal_year::text, 4, '0') || lpad(sequence_number::text, 9, '0')
    ) STORED,
    issued_on date,
    due_on date,
    issued_at timestamptz,
    cancelled_at timestamptz,
    cancellation_reason text,
    buyer_name text,
    buyer_tax_number text,
    buyer_address postal_address,
    currency currency_code NOT NULL DEFAULT 'TRY',
    minor_units smallint NOT NULL DEFAULT 2,
    net_amount money_amount NOT NULL DEFAULT 0,
    tax_amount money_amount NOT NULL DEFAULT 0,
    gross_amount money_amount NOT NULL DEFAULT 0,
    notes text[] NOT NULL DEFAULT '{}',
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT invoices_pkey PRIMARY KEY (id),
    CONSTRAINT invoices_public_id_key UNIQUE (public_id),
    CONSTRAINT invoices_number_key UNIQUE (number),
    CONSTRAINT invoices_series_fiscal_year_sequence_number_key UNIQUE (series, fiscal_year, sequence_number),
    CONSTRAINT invoices_id_currency_minor_units_key UNIQUE (id, currency, minor_units),
    CONSTRAINT invoices_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE RESTRICT,
    CONSTRAINT invoices_billing_profile_id_fkey FOREIGN KEY (billing_profile_id, user_id)
        REFERENCES billing_profiles (id, user_id) ON DELETE RESTRICT,
    CONSTRAINT invoices_license_id_fkey FOREIGN KEY (license_id)
        REFERENCES licenses (id) ON DELETE RESTRICT,
    CONSTRAINT invoices_currency_fkey FOREIGN KEY (currency, minor_units)
        REFERENCES currencies (code, minor_units) ON DELETE RESTRICT,
    CONSTRAINT invoices_series_check CHECK (series ~ '^[A-Z0-9]{3}$'),
    CONSTRAINT invoices_fiscal_year_check CHECK (fiscal_year BETWEEN 2000 AND 2999),
    CONSTRAINT invoices_sequence_number_check CHECK (sequence_number BETWEEN 1 AND 999999999),
    CONSTRAINT invoices_number_check CHECK (
        num_nulls(fiscal_year, sequence_number, issued_on, due_on, issued_at, buyer_name, buyer_tax_number)
            = CASE status WHEN 'draft' THEN 7 ELSE 0 END
    ),
    CONSTRAINT invoices_issued_on_check CHECK (extract(year FROM issued_on) = fiscal_year),
    CONSTRAINT invoices_due_on_check CHECK (due_on >= issued_on),
    CONSTRAINT invoices_cancelled_check CHECK (
        (cancelled_at IS NOT NULL) = (status = 'cancelled')
        AND (cancellation_reason IS NOT NULL) = (status = 'cancelled')
    ),
    CONSTRAINT invoices_net_amount_check CHECK (net_amount >= 0 AND net_amount = round(net_amount, minor_units)),
    CONSTRAINT invoices_tax_amount_check CHECK (tax_amount >= 0 AND tax_amount = round(tax_amount, minor_units)),
    CONSTRAINT invoices_gross_amount_check CHECK (gross_amount = net_amount + tax_amount),
    CONSTRAINT invoices_metadata_check CHECK (jsonb_typeof(metadata) = 'object')
);
CREATE INDEX invoices_user_id_idx ON invoices (user_id, issued_on DESC NULLS FIRST);
CREATE INDEX invoices_billing_profile_id_user_id_idx ON invoices (billing_profile_id, user_id);
CREATE INDEX invoices_license_id_idx ON invoices (license_id);
CREATE INDEX invoices_currency_minor_units_idx ON invoices (currency, minor_units);
CREATE INDEX invoices_unpaid_due_on_idx ON invoices (due_on) WHERE status = 'issued';
COMMENT ON TABLE invoices IS 'An invoice. From issue on it is kept ten years (TTK art. 82), numbered and unchangeable but for payment and cancellation.';
COMMENT ON COLUMN invoices.series IS 'Three characters that begin the number; each series counts for itself.';
COMMENT ON COLUMN invoices.fiscal_year IS 'Year of issue in Turkey; given with the number.';
COMMENT ON COLUMN invoices.sequence_number IS 'Gapless within series and year; given by a trigger when the invoice is issued.';
COMMENT ON COLUMN invoices.number IS 'The e-invoice number: series, four digits of year, nine digits of sequence. NULL in a draft.';
COMMENT ON COLUMN invoices.issued_on IS 'Date of issue in Turkey.';
COMMENT ON COLUMN invoices.buyer_name IS 'Legal name at the time of issue; kept after anonymisation, as tax law asks. @pii';
COMMENT ON COLUMN invoices.buyer_tax_number IS 'TCKN or VKN at the time of issue; kept after anonymisation, as tax law asks. @pii';
COMMENT ON COLUMN invoices.buyer_address IS 'Address at the time of issue; kept after anonymisation, as tax law asks. @pii';
COMMENT ON COLUMN invoices.minor_units IS 'Decimals that count in the currency; the foreign key keeps it true.';
COMMENT ON COLUMN invoices.net_amount IS 'Sum of the lines before KDV. @money(currency = currency)';
COMMENT ON COLUMN invoices.tax_amount IS 'Sum of the lines'' KDV. @money(currency = currency)';
COMMENT ON COLUMN invoices.gross_amount IS 'What is to be paid. @money(currency = currency)';
COMMENT ON COLUMN invoices.notes IS 'Lines printed under the invoice.';

CREATE TRIGGER invoices_touch_updated_at
    BEFORE UPDATE ON invoices
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE invoice_lines (
    id bigint GENERATED ALWAYS AS IDENTITY,
    invoice_id bigint NOT NULL,
    line_number smallint NOT NULL,
    product_id bigint,
    description text NOT NULL,
    quantity numeric(12,3) NOT NULL DEFAULT 1,
    unit_code varchar(3) NOT NULL DEFAULT 'C62',
    unit_price money_amount NOT NULL,
    discount_amount money_amount NOT NULL DEFAULT 0,
    tax_rate vat_rate NOT NULL DEFAULT 20.00,
    net_amount money_amount NOT NULL,
    tax_amount money_amount NOT NULL,
    gross_amount money_amount GENERATED ALWAYS AS (net_amount + tax_amount) STORED,
    CONSTRAINT invoice_lines_pkey PRIMARY KEY (id),
    CONSTRAINT invoice_lines_invoice_id_line_number_key UNIQUE (invoice_id, line_number),
    CONSTRAINT invoice_lines_invoice_id_fkey FOREIGN KEY (invoice_id)
        REFERENCES invoices (id) ON DELETE CASCADE,
    CONSTRAINT invoice_lines_product_id_fkey FOREIGN KEY (product_id)
        REFERENCES products (id) ON DELETE RESTRICT,
    CONSTRAINT invoice_lines_line_number_check CHECK (line_number > 0),
    CONSTRAINT invoice_lines_description_check CHECK (char_length(btrim(description)) BETWEEN 1 AND 500),
    CONSTRAINT invoice_lines_quantity_check CHECK (quantity > 0),
    CONSTRAINT invoice_lines_unit_code_check CHECK (unit_code ~ '^[A-Z0-9]{2,3}$'),
    CONSTRAINT invoice_lines_unit_price_check CHECK (unit_price >= 0),
    CONSTRAINT invoice_lines_discount_amount_check CHECK (discount_amount >= 0),
    CONSTRAINT invoice_lines_net_amount_check CHECK (net_amount >= 0),
    CONSTRAINT invoice_lines_tax_amount_check CHECK (tax_amount >= 0)
);
CREATE INDEX invoice_lines_product_id_idx ON invoice_lines (product_id);
COMMENT ON TABLE invoice_lines IS 'A line of an invoice, with its own KDV rate.';
COMMENT ON COLUMN invoice_lines.unit_code IS 'UN/ECE Recommendation 20 code; C62 is a piece, ANN a year.';
COMMENT ON COLUMN invoice_lines.unit_price IS 'Net price of one unit, in the invoice''s currency.';
COMMENT ON COLUMN invoice_lines.discount_amount IS 'Taken off the line before KDV.';
COMMENT ON COLUMN invoice_lines.tax_rate IS 'KDV rate of this line in percent.';
COMMENT ON COLUMN invoice_lines.net_amount IS 'quantity * unit_price, rounded half up to the minor unit, less discount_amount.';
COMMENT ON COLUMN invoice_lines.tax_amount IS 'net_amount * tax_rate / 100, rounded half up to the minor unit.';
COMMENT ON COLUMN invoice_lines.gross_amount IS 'net_amount + tax_amount.';

CREATE FUNCTION check_invoice_counter() RETURNS trigger
    LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'the counter of series % in % goes up by one at a time', OLD.series, OLD.fiscal_year
        USING ERRCODE = 'check_violation', TABLE = 'invoice_number_counters',
            CONSTRAINT = 'invoice_number_counters_by_one';
END;
$function$;
COMMENT ON FUNCTION check_invoice_counter() IS 'Guards the counter against gaps and repeats made by hand.';

CREATE TRIGGER invoice_number_counters_by_one
    BEFORE UPDATE ON invoice_number_counters
    FOR EACH ROW
    WHEN (
        NEW.series <> OLD.series OR NEW.fiscal_year <> OLD.fiscal_year
        OR NEW.last_number <> OLD.last_number + 1
    )
    EXECUTE FUNCTION check_invoice_counter();

CREATE FUNCTION next_invoice_number(for_series text, for_year smallint) RETURNS bigint
    LANGUAGE sql
    VOLATILE STRICT
    SET search_path = pg_catalog, public
AS $function$
    INSERT INTO invoice_number_counters AS c (series, fiscal_year, last_number)
        VALUES (for_series, for_year, 1)
        ON CONFLICT (series, fiscal_year) DO UPDATE SET last_number = c.last_number + 1
        RETURNING last_number
$function$;
COMMENT ON FUNCTION next_invoice_number(text, smallint) IS 'Takes the next number of a series and year; the row stays locked until commit, a rollback gives the number back.';

CREATE FUNCTION guard_invoice() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $function$
DECLARE
    party billing_profiles%ROWTYPE;
    may_change text[] := ARRAY['status', 'cancelled_at', 'cancellation_reason', 'metadata', 'updated_at', 'row_version'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.status <> 'draft' THEN
            RAISE EXCEPTION 'invoice % was issued and cannot be deleted', OLD.number
                USING ERRCODE = 'restrict_violation', TABLE = 'invoices', CONSTRAINT = 'invoices_kept_once_issued';
        END IF;
        RETURN OLD;
    END IF;

    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'draft' THEN
            RAISE EXCEPTION 'an invoice begins as a draft, not as %', NEW.status
                USING ERRCODE = 'check_violation', TABLE = 'invoices', COLUMN = 'status',
                    CONSTRAINT = 'invoices_status_transition';
        END IF;
        RETURN NEW;
    END IF;

    IF NEW.status <> OLD.status
        AND (OLD.status, NEW.status) NOT IN (('draft', 'issued'), ('issued', 'paid'), ('issued', 'cancelled'), ('paid', 'cancelled'))
    THEN
        RAISE EXCEPTION 'invoice % cannot go from % to %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'check_violation', TABLE = 'invoices', COLUMN = 'status',
                CONSTRAINT = 'invoices_status_transition';
    END IF;

    IF OLD.status <> 'draft' THEN
        IF to_jsonb(NEW) - may_change - 'number' <> to_jsonb(OLD) - may_change - 'number' THEN
            RAISE EXCEPTION 'invoice % was issued and cannot be changed', OLD.number
                USING ERRCODE = 'restrict_violation', TABLE = 'invoices', CONSTRAINT = 'invoices_fixed_once_issued';
        END IF;
    ELSIF NEW.status = 'issued' THEN
        SELECT * INTO STRICT party FROM billing_profiles WHERE id = NEW.billing_profile_id;
        NEW.issued_at := now();
        NEW.issued_on := coalesce(NEW.issued_on, (NEW.issued_at AT TIME ZONE 'Europe/Istanbul')::date);
        NEW.due_on := coalesce(NEW.due_on, NEW.issued_on + 14);
        NEW.buyer_name := party.legal_name;
        NEW.buyer_tax_number := party.tax_number;
        NEW.buyer_address := party.address;
        NEW.fiscal_year := extract(year FROM NEW.issued_on)::smallint;
        NEW.sequence_number := next_invoice_number(NEW.series, NEW.fiscal_year);
    END IF;
    RETURN NEW;
END;
$function$;
COMMENT ON FUNCTION guard_invoice() IS 'Numbers an invoice when it is issued, takes over the buyer, and keeps it unchanged afterwards.';

CREATE TRIGGER invoices_guard
    BEFORE INSERT OR UPDATE OR DELETE ON invoices
    FOR EACH ROW EXECUTE FUNCTION guard_invoice();

CREATE FUNCTION guard_invoice_lines() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $function$
BEGIN
    -- Runs after the row, so that INSERT ... ON CONFLICT DO NOTHING that inserts nothing passes.
    -- A line that goes with its draft finds no invoice any more.
    IF EXISTS (
        SELECT 1 FROM invoices
        WHERE status <> 'draft' AND (
            (TG_OP <> 'INSERT' AND id = OLD.invoice_id) OR (TG_OP <> 'DELETE' AND id = NEW.invoice_id)
        )
    ) THEN
        RAISE EXCEPTION 'the lines of an issued invoice cannot be changed'
            USING ERRCODE = 'restrict_violation', TABLE = 'invoice_lines', CONSTRAINT = 'invoice_lines_fixed_once_issued';
    END IF;
    RETURN NULL;
END;
$function$;
COMMENT ON FUNCTION guard_invoice_lines() IS 'Lines change only as long as their invoice is a draft.';

CREATE TRIGGER invoice_lines_guard
    AFTER INSERT OR UPDATE OR DELETE ON invoice_lines
    FOR EACH ROW EXECUTE FUNCTION guard_invoice_lines();

CREATE FUNCTION check_invoice_totals() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, public
AS $function$
DECLARE
    changed_id bigint;
    invoice invoices%ROWTYPE;
    wrong_line smallint;
    lines record;
BEGIN
    FOREACH changed_id IN ARRAY CASE
        WHEN TG_TABLE_NAME = 'invoices' THEN ARRAY[(to_jsonb(NEW) ->> 'id')::bigint]
        WHEN TG_OP = 'INSERT' THEN ARRAY[(to_jsonb(NEW) ->> 'invoice_id')::bigint]
        WHEN TG_OP = 'DELETE' THEN ARRAY[(to_jsonb(OLD) ->> 'invoice_id')::bigint]
        ELSE ARRAY[(to_jsonb(OLD) ->> 'invoice_id')::bigint, (to_jsonb(NEW) ->> 'invoice_id')::bigint]
    END
    LOOP
        SELECT * INTO invoice FROM invoices WHERE id = changed_id;
        CONTINUE WHEN NOT FOUND;

        -- round() on numeric rounds half away from zero: half up, since amounts are not negative.
        SELECT l.line_number INTO wrong_line
            FROM invoice_lines AS l
            WHERE l.invoice_id = changed_id AND (
                l.net_amount <> round(l.quantity * l.unit_price, invoice.minor_units) - l.discount_amount
                OR l.discount_amount <> round(l.discount_amount, invoice.minor_units)
                OR l.tax_amount <> round(l.net_amount * l.tax_rate / 100, invoice.minor_units)
            )
            ORDER BY l.line_number
            LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'line % of invoice % does not add up', wrong_line, changed_id
                USING ERRCODE = 'check_violation', TABLE = 'invoice_lines', CONSTRAINT = 'invoice_lines_amounts';
        END IF;

        SELECT coalesce(sum(net_amount), 0) AS net, coalesce(sum(tax_amount), 0) AS tax, count(*) AS n INTO lines
            FROM invoice_lines WHERE invoice_id = changed_id;
        IF invoice.net_amount <> lines.net OR invoice.tax_amount <> lines.tax THEN
            RAISE EXCEPTION 'invoice % says net % and tax %, its lines sum to % and %',
                changed_id, invoice.net_amount, invoice.tax_amount, lines.net, lines.tax
                USING ERRCODE = 'check_violation', TABLE = 'invoices', CONSTRAINT = 'invoices_totals';
        END IF;
        IF lines.n = 0 AND invoice.status <> 'draft' THEN
            RAISE EXCEPTION 'invoice % was issued without a line', changed_id
                USING ERRCODE = 'check_violation', TABLE = 'invoices', CONSTRAINT = 'invoices_have_lines';
        END IF;
    END LOOP;
    RETURN NULL;
END;
$function$;
COMMENT ON FUNCTION check_invoice_totals() IS 'At commit: each line rounds as the currency says, and the invoice is the sum of its lines.';

CREATE CONSTRAINT TRIGGER invoices_totals
    AFTER INSERT OR UPDATE ON invoices
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_invoice_totals();
CREATE CONSTRAINT TRIGGER invoice_lines_totals
    AFTER INSERT OR UPDATE OR DELETE ON invoice_lines
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_invoice_totals();

CREATE VIEW unpaid_invoices AS
    SELECT i.id, i.public_id, i.user_id, i.number, i.issued_on, i.due_on, i.currency, i.gross_amount
    FROM invoices AS i
    WHERE i.status = 'issued';
COMMENT ON VIEW unpaid_invoices IS 'Issued invoices that wait for their money.';

CREATE MATERIALIZED VIEW monthly_revenue AS
    SELECT
        date_trunc('month', i.issued_on::timestamp)::date AS month,
        i.currency,
        count(*) AS invoice_count,
        sum(i.net_amount)::numeric(18,3) AS net_amount,
        sum(i.tax_amount)::numeric(18,3) AS tax_amount
    FROM invoices AS i
    WHERE i.status IN ('issued', 'paid')
    GROUP BY 1, 2;
CREATE UNIQUE INDEX monthly_revenue_month_currency_key ON monthly_revenue (month, currency);
COMMENT ON MATERIALIZED VIEW monthly_revenue IS 'Revenue and KDV per month and currency; the unique index lets it be refreshed concurrently.';

-- +down
DROP MATERIALIZED VIEW monthly_revenue;
DROP VIEW unpaid_invoices;
DROP TABLE invoice_lines;
DROP TABLE invoices;
DROP FUNCTION check_invoice_totals();
DROP FUNCTION guard_invoice_lines();
DROP FUNCTION guard_invoice();
DROP FUNCTION next_invoice_number(text, smallint);
DROP TABLE invoice_number_counters;
DROP FUNCTION check_invoice_counter();
DROP TABLE billing_profiles;
ALTER TABLE products
    DROP COLUMN vat_rate,
    DROP COLUMN list_price_currency,
    DROP COLUMN list_price;
DROP TABLE currencies;
DROP TYPE invoice_status;
DROP TYPE billing_party_kind;
DROP TYPE postal_address;
DROP DOMAIN country_code;
DROP DOMAIN vat_rate;
DROP DOMAIN money_amount;
DROP DOMAIN currency_code;
