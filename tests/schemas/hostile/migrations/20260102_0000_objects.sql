-- revision: 20260102_0000_objects
-- down_revision: 20260101_0000_names
-- irreversible: a test
-- +up
-- Nothing in them.
CREATE TABLE empty_table ();
CREATE VIEW empty_view AS SELECT;
CREATE TYPE empty_composite AS ();
CREATE TYPE empty_enum AS ENUM ();
CREATE TABLE of_empty (id int PRIMARY KEY, c empty_composite, e empty_enum, ee empty_enum[], cc empty_composite[]);
CREATE TABLE only_generated (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, twice int GENERATED ALWAYS AS (1 + 1) STORED);
CREATE TABLE only_key (id int PRIMARY KEY);
CREATE TABLE no_key (v int, w text NOT NULL, stamp timestamptz NOT NULL DEFAULT now());
-- Domains, composites, ranges, arrays.
CREATE DOMAIN positive AS int CONSTRAINT positive_check CHECK (VALUE > 0);
CREATE DOMAIN small_positive AS positive CHECK (VALUE < 100);
CREATE DOMAIN required AS text NOT NULL DEFAULT 'x' CHECK (VALUE <> '');
CREATE DOMAIN tags AS text[];
CREATE DOMAIN plain AS uuid;
CREATE TYPE inner_part AS (a positive, b numeric(10, 2), c label);
CREATE TYPE outer_part AS (part inner_part, parts inner_part[], "type" text, "select" timestamptz);
CREATE TYPE text_only AS (a tsvector);
CREATE TYPE span AS RANGE (subtype = timestamptz);
CREATE TYPE label_range AS RANGE (subtype = label);
CREATE TABLE everything (
    id plain PRIMARY KEY,
    p positive NOT NULL, sp small_positive, req required, tg tags, ps positive[],
    o outer_part, os outer_part[], tt text_only,
    sp1 span, sps span[], smr span_multirange, lr label_range,
    i2 smallint[] NOT NULL DEFAULT '{}', i8 bigint, f4 real, f8 double precision, n numeric, n52 numeric(5, 2), n40 numeric(40, 2),
    n_neg numeric(5, -2), bits bit(3), vbits bit varying, c1 "char", ch char(3), vc varchar(10) NOT NULL DEFAULT '', nm name,
    j json, jb jsonb, x xml, tsv tsvector, ip inet, cd cidr, ma macaddr, m8 macaddr8, pt point, o_id oid, iv interval,
    d date, tm time, ttz time with time zone, ts timestamp, ir int4range, nr numrange, dmr datemultirange, by bytea, rc regclass,
    gen_stored text GENERATED ALWAYS AS (upper(vc)) STORED,
    EXCLUDE USING gist (ir WITH &&),
    CONSTRAINT "say ""no"" to `this`" CHECK (i8 > 0)
);
CREATE UNIQUE INDEX everything_partial ON everything (i8) WHERE i8 > 10;
CREATE UNIQUE INDEX everything_expression ON everything ((lower(vc)));
-- Views.
CREATE VIEW "View" AS SELECT id, "type", "self" AS "Self" FROM "type";
CREATE MATERIALIZED VIEW "Mat View" AS SELECT id, p, o FROM everything;
CREATE VIEW "of.view" AS SELECT id AS "id of it", "type" FROM "View";
-- Partitions and children.
CREATE TABLE parts (id bigint NOT NULL, at date NOT NULL, n int NOT NULL CONSTRAINT parts_n_positive CHECK (n > 0), owner bigint REFERENCES "type",
    PRIMARY KEY (id, at, n), UNIQUE (at, n)) PARTITION BY RANGE (at);
CREATE TABLE pp_a PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (n);
CREATE TABLE pp_a_1 PARTITION OF pp_a FOR VALUES IN (1);
CREATE TABLE shop.pp_a_2 PARTITION OF pp_a (CONSTRAINT pp_a_2_owner CHECK (owner IS NOT NULL)) FOR VALUES IN (2);
CREATE TABLE pp_rest PARTITION OF parts DEFAULT;
CREATE TABLE referrers (id int PRIMARY KEY, part bigint, at date, n int,
    CONSTRAINT my_parts FOREIGN KEY (part, at, n) REFERENCES parts (id, at, n));
CREATE TABLE elders (id int PRIMARY KEY, v int CONSTRAINT elders_v CHECK (v > 0));
CREATE TABLE youngsters (w int) INHERITS (elders);
-- References in a circle.
CREATE TABLE hen (id int PRIMARY KEY, egg int NOT NULL);
CREATE TABLE egg (id int PRIMARY KEY REFERENCES hen);
ALTER TABLE hen ADD FOREIGN KEY (id) REFERENCES egg;
-- Types named like the prelude's, and names that meet in Rust.
CREATE SCHEMA prelude;
CREATE TYPE prelude."Option" AS ENUM ('Some', 'None', 'Ok', 'Err');
CREATE DOMAIN prelude."String" AS text CHECK (VALUE <> 'no');
CREATE DOMAIN prelude."Some" AS prelude."String";
CREATE TYPE prelude."Vec" AS ("some" prelude."Option", string prelude."String", "self" prelude."Option"[]);
CREATE DOMAIN prelude."Clone" AS int[] CHECK (cardinality(VALUE) < 9);
CREATE TYPE prelude.string_constraint AS ENUM ('taken');
CREATE TABLE prelude."Box" (
    "Ok" prelude."Some" PRIMARY KEY, "Default" prelude."Option" NOT NULL DEFAULT 'Some', "Debug" prelude."Vec", clone prelude."Clone",
    "Result" prelude."Option"[] NOT NULL, drop prelude.string_constraint, UNIQUE ("Default", drop)
);
CREATE TABLE prelude."1" ("1" int PRIMARY KEY, "2" int, UNIQUE ("2"));
CREATE TABLE prelude."_" ("_" int PRIMARY KEY, "__" text);
CREATE TABLE prelude.__types (id int PRIMARY KEY);
CREATE TABLE prelude.new_a (id int PRIMARY KEY);
CREATE TABLE prelude.a_patch (id int PRIMARY KEY, v int);
