-- case: Names of NOT NULL constraints are chosen, counted and cut
-- covers: create-table/not-null, alter-table/set-not-null
-- postgres: 18
CREATE TABLE t (a int NOT NULL, b int CONSTRAINT t_c_not_null CHECK (b > 0), c int NOT NULL, d int);
ALTER TABLE t ALTER COLUMN d SET NOT NULL;
ALTER TABLE t ALTER COLUMN b SET NOT NULL;
CREATE TABLE aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb int NOT NULL);
