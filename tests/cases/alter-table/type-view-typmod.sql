-- case: Even a longer varchar
-- covers: alter-table/type, create-view/view
-- error: 0A000
CREATE TABLE t (a varchar(5));
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t ALTER COLUMN a TYPE varchar(10);
