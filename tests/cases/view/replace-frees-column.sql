-- case: What a replaced view no longer names is free
-- covers: create-view/or-replace, alter-table/drop-column
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t WHERE b > 0;
CREATE OR REPLACE VIEW v AS SELECT a FROM t;
ALTER TABLE t DROP COLUMN b;
