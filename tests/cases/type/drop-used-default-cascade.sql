-- case: CASCADE takes a default that casts to the type, not its column
-- covers: drop-type/cascade, create-table/default
CREATE TYPE e AS ENUM ('x');
CREATE TABLE t (a text DEFAULT 'x'::e::text, c int CHECK (c::text <> ('x'::e)::text));
DROP TYPE e CASCADE;
