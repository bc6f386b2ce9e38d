-- case: Settings that leave the shape alone
-- covers: alter-table/set-statistics, alter-table/set-attribute-option, alter-table/reset-attribute-option, alter-table/set-storage, alter-table/set-compression
CREATE TABLE t (a text);
ALTER TABLE t ALTER COLUMN a SET STATISTICS 500;
ALTER TABLE t ALTER a SET STATISTICS -1;
ALTER TABLE t ALTER COLUMN a SET (n_distinct = -0.5, n_distinct_inherited = 10);
ALTER TABLE t ALTER COLUMN a RESET (n_distinct);
ALTER TABLE t ALTER COLUMN a SET STORAGE EXTERNAL;
ALTER TABLE t ALTER COLUMN a SET COMPRESSION pglz;
ALTER TABLE t ALTER COLUMN a SET COMPRESSION default;
