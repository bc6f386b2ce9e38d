-- One object of every kind that the catalog format describes, and the options
-- that its keys tell apart. PostgreSQL 15; rich-18.sql adds what is newer.
CREATE SCHEMA audit;
CREATE EXTENSION citext;
CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

CREATE TYPE license_status AS ENUM ('draft', 'active', 'it''s over');
COMMENT ON TYPE license_status IS 'State of a license';
CREATE DOMAIN email AS varchar(255) DEFAULT 'x@y' NOT NULL CHECK (VALUE LIKE '%@%') CONSTRAINT no_space CHECK (VALUE !~ ' ');
CREATE TYPE audit.address AS (street text, city varchar(64), since timestamp(3) with time zone[]);
CREATE TYPE price_range AS RANGE (subtype = numeric);

CREATE TABLE licenses (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) PRIMARY KEY,
    serial_no serial,
    code text COLLATE "C" NOT NULL,
    label text COLLATE nocase,
    owner email,
    status license_status NOT NULL DEFAULT 'draft',
    alt license_status[] DEFAULT ARRAY['active'::license_status],
    at audit.address,
    price numeric(12,2) DEFAULT 0,
    price_with_tax numeric GENERATED ALWAYS AS (price * 1.19) STORED,
    "Select" citext,
    created_at timestamptz DEFAULT '2024-01-01 00:00:00+00',
    UNIQUE NULLS NOT DISTINCT (code, owner) DEFERRABLE INITIALLY DEFERRED,
    CHECK (price > 0 AND code <> ''),
    CONSTRAINT own_only CHECK (serial_no > 0) NO INHERIT
);
COMMENT ON TABLE licenses IS 'Licenses
of customers';
COMMENT ON COLUMN licenses.code IS 'The code @secret';
ALTER TABLE licenses DROP COLUMN alt;
ALTER TABLE licenses ADD CONSTRAINT late CHECK (label <> '') NOT VALID;

CREATE INDEX licenses_expr ON licenses USING btree (lower(code) DESC, (serial_no + 1) NULLS FIRST, code text_pattern_ops) INCLUDE (price, label) WHERE status = 'active';
CREATE UNIQUE INDEX licenses_label ON licenses (label COLLATE "C") NULLS NOT DISTINCT;
CREATE INDEX licenses_tags ON licenses USING gin (to_tsvector('english', code));

CREATE TABLE seats (
    license_id bigint NOT NULL REFERENCES licenses ON DELETE CASCADE ON UPDATE RESTRICT,
    n int,
    backup_license bigint,
    other_n int,
    during tstzrange,
    room int,
    PRIMARY KEY (license_id, n),
    CONSTRAINT other FOREIGN KEY (backup_license, other_n) REFERENCES seats (license_id, n) MATCH FULL DEFERRABLE,
    CONSTRAINT half FOREIGN KEY (backup_license, other_n) REFERENCES seats (license_id, n) ON DELETE SET NULL (other_n),
    EXCLUDE USING gist (during WITH &&) WHERE (room IS NOT NULL)
);
ALTER TABLE seats ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY reading ON seats FOR SELECT USING (n > 0);
CREATE POLICY writing ON seats AS RESTRICTIVE FOR INSERT TO pg_read_all_data WITH CHECK (n < 10);

CREATE TABLE events (at date NOT NULL, kind text, PRIMARY KEY (at)) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE audit.events_rest PARTITION OF events DEFAULT PARTITION BY HASH (at);
CREATE TABLE logs (kind text, at date) PARTITION BY RANGE (lower(kind), at);
CREATE TABLE event_notes (at date REFERENCES events, note text);
CREATE TABLE base (a int CHECK (a > 0));
CREATE TABLE audit.base (b int);
CREATE TABLE child (c int) INHERITS (base, audit.base);

CREATE VIEW active AS SELECT id, code, price * 2 AS double FROM licenses WHERE status = 'active';
COMMENT ON VIEW active IS 'Active ones';
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM licenses;
CREATE UNIQUE INDEX totals_n ON totals (n);
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE far (a int NOT NULL) SERVER elsewhere;

CREATE SEQUENCE free AS smallint INCREMENT -2 MINVALUE -10 MAXVALUE 10 START 4 CACHE 3 CYCLE;
CREATE SEQUENCE owned OWNED BY seats.room;

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION add(a int, b int DEFAULT 1, OUT c int) LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION add(a text, VARIADIC rest text[]) RETURNS SETOF text LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION atomic(l licenses) RETURNS TABLE (x int, y text) LANGUAGE sql BEGIN ATOMIC SELECT 1, 'a'; END;
CREATE PROCEDURE audit.run(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, initcond = '0');
CREATE TRIGGER licenses_touch BEFORE UPDATE OF code ON licenses FOR EACH ROW WHEN (NEW.price > 0) EXECUTE FUNCTION touch();
CREATE TRIGGER events_touch AFTER INSERT ON events FOR EACH ROW EXECUTE FUNCTION touch();

CREATE TEMP TABLE scratch (a int);
CREATE TABLE pgbindgen_history (id text PRIMARY KEY);
