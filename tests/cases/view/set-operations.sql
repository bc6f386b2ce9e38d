-- case: UNION and its kin
-- covers: create-view/view
CREATE TABLE t (a int, b varchar(5));
CREATE TABLE u (c int, d varchar(5));
CREATE VIEW v1 AS SELECT a, b FROM t UNION SELECT c, d FROM u;
CREATE VIEW v2 AS SELECT a FROM t INTERSECT SELECT c FROM u;
CREATE VIEW v3 AS SELECT a FROM t EXCEPT ALL SELECT c FROM u ORDER BY 1;
