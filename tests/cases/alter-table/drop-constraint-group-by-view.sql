-- case: A view that groups by the key depends on it
-- covers: alter-table/drop-constraint, create-view/view
-- error: 2BP01
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT id, a, count(*) AS n FROM t GROUP BY id;
ALTER TABLE t DROP CONSTRAINT t_pkey;
