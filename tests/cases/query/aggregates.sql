-- case: Aggregates and window functions have the type of the overload that is taken
-- covers: create-table-as/as
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE DOMAIN cents AS bigint;
CREATE TABLE s (a smallint, b int, c bigint, d numeric(10,2), e real, f double precision, g varchar(10), h char(3), i text, j timestamptz, k date, l interval, m mood, n cents, o boolean, p int[], q jsonb, r uuid, u bytea, v inet, w time, x money);
CREATE TABLE t1 AS SELECT sum(a) sa, sum(b) sb, sum(c) sc, sum(d) sd, sum(e) se, sum(f) sf, sum(l) sl, sum(n) sn, sum(x) sx FROM s;
CREATE TABLE t2 AS SELECT avg(a) sa, avg(b) sb, avg(c) sc, avg(d) sd, avg(e) se, avg(f) sf, avg(l) sl, avg(n) sn FROM s;
CREATE TABLE t3 AS SELECT min(a) ma, min(d) md, min(g) mg, min(h) mh, min(i) mi, min(j) mj, max(k) mk, max(m) mm, max(n) mn, max(p) mp, max(v) mv, max(w) mw FROM s;
CREATE TABLE t4 AS SELECT count(*) c1, count(DISTINCT a) c2, bool_and(o) c3, every(o) c4, bit_or(a) c5, bit_and(b) c6, string_agg(g, ',') c7, string_agg(u, '') c8, array_agg(g) c9, array_agg(p) c10, array_agg(m) c11, array_agg(n) c12, json_agg(s) c13, jsonb_agg(q) c14, json_object_agg(i, b) c15, jsonb_object_agg(i, b) c16, stddev(b) c17, variance(f) c18, var_pop(d) c19, array_agg(d ORDER BY a) c20 FROM s;
CREATE TABLE t5 AS SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY f) p1, percentile_cont(0.5) WITHIN GROUP (ORDER BY b) p2, percentile_disc(0.5) WITHIN GROUP (ORDER BY k) p3, mode() WITHIN GROUP (ORDER BY m) p4, percentile_cont(array[0.1, 0.9]) WITHIN GROUP (ORDER BY l) p5, rank(1) WITHIN GROUP (ORDER BY b) p6, count(*) FILTER (WHERE o) p7, corr(f, f) p8, regr_count(f, f) p9 FROM s;
CREATE TABLE t6 AS SELECT row_number() OVER (ORDER BY a) w1, rank() OVER w w2, dense_rank() OVER w w3, ntile(4) OVER w w4, percent_rank() OVER w w5, lag(g) OVER w w6, lag(b, 1, 0) OVER w w7, lead(m) OVER w w8, first_value(d) OVER w w9, nth_value(i, 2) OVER w w10, sum(d) OVER w w11, avg(b) OVER w w12, cume_dist() OVER w w13, lag(a, 1, 0) OVER w w14 FROM s WINDOW w AS (PARTITION BY a ORDER BY b);
CREATE VIEW v1 AS SELECT g, count(*) AS n, max(j) AS latest FROM s GROUP BY GROUPING SETS ((g), ());
CREATE VIEW v2 AS SELECT g, grouping(g) AS level, sum(coalesce(d, 0)) AS total FROM s GROUP BY ROLLUP (g);
