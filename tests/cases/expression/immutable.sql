-- case: Expressions that depend on nothing else
CREATE TABLE readings (id integer, day date, at timestamptz, local timestamp, note text, tags text[]);
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN 2 * n;
END
$$;
ALTER FUNCTION twice(integer) IMMUTABLE;
CREATE FUNCTION thrice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT 3 * n';
CREATE INDEX a ON readings (twice(id));
CREATE INDEX b ON readings (thrice(id));
CREATE INDEX c ON readings ((at > '2024-01-01'));
CREATE INDEX d ON readings (((at AT TIME ZONE 'UTC')::date));
CREATE INDEX e ON readings ((local + interval '1 day'));
CREATE INDEX f ON readings ((day + 1));
CREATE INDEX g ON readings ((note || id));
CREATE INDEX h ON readings ((id::text));
CREATE INDEX i ON readings (lower(note));
CREATE INDEX j ON readings ((note::integer));
CREATE INDEX k ON readings (to_tsvector('english', note)) WHERE at < '2024-01-01'::timestamptz;
CREATE INDEX l ON readings ((extract(year FROM day)));
CREATE INDEX m ON readings (date_trunc('day', local));
CREATE INDEX n ON readings (greatest(day, local));
CREATE INDEX o ON readings ((at - at));
CREATE INDEX p ON readings (coalesce(note, ''), (at IS NULL));
CREATE INDEX q ON readings ((day::timestamp));
CREATE INDEX r ON readings (to_timestamp(id));
CREATE INDEX s ON readings ((at BETWEEN '2024-01-01' AND '2024-02-01'));
CREATE INDEX t ON readings (make_date(id, 1, 1));
CREATE TABLE pairs (n integer, shown text GENERATED ALWAYS AS ('n ' || n) STORED, twice integer GENERATED ALWAYS AS (twice(n)) STORED);
CREATE VIEW years AS SELECT extract(year FROM at) AS year, extract(epoch FROM local), age(local) FROM readings;
