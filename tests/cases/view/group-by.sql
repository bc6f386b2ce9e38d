-- case: Aggregates beside plain columns
-- covers: create-view/view
CREATE TABLE t (a int, b text, c numeric(8,2));
CREATE VIEW v AS SELECT b, count(*) AS n, sum(a) AS s, max(c) AS m, bool_and(a > 0) AS ok, array_agg(b) AS bs FROM t GROUP BY b;
