-- case: Names that PostgreSQL gives to indexes over expressions
-- covers: create-index/expression, create-index/unnamed
CREATE TABLE t (a int, b text, c jsonb, d timestamptz);
CREATE INDEX ON t (lower(b));
CREATE INDEX ON t ((a + 1));
CREATE INDEX ON t ((c ->> 'x'));
CREATE INDEX ON t ((b::int));
CREATE INDEX ON t (coalesce(b, ''));
CREATE INDEX ON t (a, lower(b), (a * 2), upper(b));
CREATE INDEX ON t ((CASE WHEN a > 0 THEN b END));
CREATE INDEX ON t ((a IS NULL));
CREATE INDEX ON t (((c -> 'y')::text));
CREATE INDEX ON t (date_trunc('day', d AT TIME ZONE 'UTC'));
CREATE INDEX ON t ((c['x']));
CREATE INDEX ON t (pg_catalog.lower(b));
