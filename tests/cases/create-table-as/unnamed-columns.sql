-- case: Names that PostgreSQL gives to unnamed expressions
-- covers: create-table-as/as
CREATE TABLE s (a int, b text);
CREATE TABLE t AS SELECT a::bigint, b::varchar, count(*), coalesce(a, 0), 1, CASE WHEN a > 0 THEN b END FROM s GROUP BY a, b WITH NO DATA;
