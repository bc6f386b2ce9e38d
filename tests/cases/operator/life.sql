-- case: Operators, their partners and their end
CREATE SCHEMA s;
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE FUNCTION same(mood, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE OPERATOR s.<#> (
    LEFTARG = mood, RIGHTARG = text, PROCEDURE = same,
    COMMUTATOR = OPERATOR(s.<#>), NEGATOR = OPERATOR(s.<!#>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
CREATE OPERATOR @#@ (RIGHTARG = integer, FUNCTION = int4um, wrong = 3);
CREATE OPERATOR ## (LEFTARG = varchar(3), RIGHTARG = "char", FUNCTION = chareq, LEFTARG = "char");
COMMENT ON OPERATOR s.<#> (mood, text) IS 'the same';
COMMENT ON OPERATOR s.<#> (text, mood) IS 'a shell';
COMMENT ON OPERATOR s.<!#> (mood, text) IS 'another shell';
COMMENT ON OPERATOR != (int, int) IS 'other';
COMMENT ON OPERATOR pg_catalog.|| (anycompatiblearray, anycompatible) IS 'append';
COMMENT ON OPERATOR @#@ (NONE, int) IS 'turned';
DROP OPERATOR @#@ (NONE, int), ## ("char", "char");
DROP OPERATOR IF EXISTS @#@ (NONE, int);
DROP OPERATOR IF EXISTS @#@ (int, NONE);
DROP OPERATOR IF EXISTS nowhere.@#@ (int, int) CASCADE;
DROP OPERATOR s.<#> (mood, text);
