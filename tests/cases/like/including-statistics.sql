-- case: Statistics, storage and compression
-- covers: create-table/like-including-statistics, create-table/like-including-storage, create-table/like-including-compression
CREATE TABLE s (a int, b int, c text COMPRESSION pglz);
ALTER TABLE s ALTER COLUMN c SET STORAGE EXTERNAL;
CREATE STATISTICS st ON a, b FROM s;
CREATE TABLE t (LIKE s INCLUDING STATISTICS INCLUDING STORAGE INCLUDING COMPRESSION);
