-- revision: 20260104_0000_further
-- down_revision: 20260103_0000_comments
-- irreversible: a test
-- +up
-- Nothing but marks.
CREATE SCHEMA "$$";
CREATE TABLE "$$"."---" ("_" int PRIMARY KEY, "__" text, "." text, "''" text, "$$" text, ";" text, "--" text, "/*" text, "#" text);
CREATE TABLE "$$"."$$" ("$$" text PRIMARY KEY, "???" text, "!!!" text);
CREATE TABLE "$$"."__" (id int PRIMARY KEY);
CREATE TYPE "$$"."..." AS ENUM ('.', '..', '...', ';', '$$', '--', '''', '"', E'\n', E'\r\n', E'\t', E'\\', '{}', ',', '(', 'NULL', 'null', ' x', 'x ');
CREATE TABLE "$$".marks (id "$$"."..." PRIMARY KEY, many "$$"."..."[] NOT NULL);
-- Lines, directions, and what cannot be seen.
CREATE TABLE U&"two\000alines\0009and\000dmore" ("id" int PRIMARY KEY, U&"a\000ab" text NOT NULL, U&"a\0009b" text, U&"\200b" text, U&"\feff" text);
CREATE TABLE "جدول" ("معرف" int PRIMARY KEY, "שם" text NOT NULL, U&"\202eabc" text, U&"x\2066y" text);
CREATE TABLE "👩‍👩‍👧" ("🏳️‍🌈" int PRIMARY KEY, "٣" text, "²" text, "ǅ" text, "ŉ" text, "ﬀ" text, "Å" text, U&"\212b" text);
-- Names that differ only by case.
CREATE TABLE "Case" ("id" int PRIMARY KEY, "ID" text, "Id" text, "iD" text);
CREATE TABLE "case" (id int PRIMARY KEY);
CREATE TABLE "CASE" (id int PRIMARY KEY);
CREATE TABLE "cAsE" (id int PRIMARY KEY REFERENCES "CASE");
CREATE TYPE "cASe" AS ENUM ('Case', 'case', 'CASE');
-- What the bindings call their own.
CREATE TABLE query (insert int PRIMARY KEY, update text UNIQUE, delete text, patch text, list text, by_id text UNIQUE, by_insert text, id text UNIQUE, limit_ text);
CREATE TABLE row (id int PRIMARY KEY, row int, decode int, encode int, bind int);
CREATE TABLE id (id int PRIMARY KEY);
CREATE TABLE row_id (id int PRIMARY KEY REFERENCES row);
CREATE TABLE "NewRow" (id int PRIMARY KEY);
CREATE TABLE "RowPatch" (id int PRIMARY KEY);
CREATE TABLE "RowConstraint" (id int PRIMARY KEY);
CREATE TABLE "RowId" (id int PRIMARY KEY);
CREATE TABLE lib (id int PRIMARY KEY);
CREATE TABLE super_ (id int PRIMARY KEY);
CREATE TABLE alloc (id int PRIMARY KEY);
CREATE TABLE macro_rules (id int PRIMARY KEY);
CREATE TABLE "union" (id int PRIMARY KEY, "union" int, raw int, "auto" int, "default" int, safe int);
CREATE TABLE "bool" (id int PRIMARY KEY, "bool" boolean, u8 int, f64 double precision, char text);
CREATE TABLE "Debug" (id int PRIMARY KEY, "Clone" text, fmt text, f text, self_ text, "super" text);
CREATE SCHEMA core;
CREATE TABLE core.core (id int PRIMARY KEY, core text);
CREATE SCHEMA "std";
CREATE TABLE "std".option (id int PRIMARY KEY, option text);
-- Names that become one: constraints, helpers, enums.
CREATE TABLE clash (
    "a_b" int CONSTRAINT clash_a_b CHECK ("a_b" > 0), "aB" int CONSTRAINT "clash_aB" CHECK ("aB" > 0), "a and b" int CONSTRAINT "clash a b" CHECK ("a and b" > 0),
    a int, b int, a_and_b int UNIQUE, PRIMARY KEY (a, b)
);
CREATE UNIQUE INDEX ON clash ("a and b");
-- Quotes in defaults and checks.
CREATE TABLE quotes (
    id int PRIMARY KEY,
    a text NOT NULL DEFAULT '"# ''x'' \ $$ ${} */',
    b text NOT NULL DEFAULT E'\'\\\n"' CHECK (b <> E'\'"\\'),
    "c""d" text NOT NULL DEFAULT $q$'"$q$ CONSTRAINT "check ""c""" CHECK ("c""d" <> '"'';')
);
COMMENT ON TABLE quotes IS E'```\n`#[doc = "x"]` ]] [`x`](y) \u202e \u2066 \\0 \\u{0} */ "# <!-- @pii';
COMMENT ON COLUMN quotes."c""d" IS '"]#[doc = "';
COMMENT ON CONSTRAINT "check ""c""" ON quotes IS E'"\n]';
COMMENT ON COLUMN "جدول"."שם" IS U&'\202e\2066 turned \feff';
