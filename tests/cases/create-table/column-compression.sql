-- case: COMPRESSION in the column definition
-- covers: create-table/column-compression
CREATE TABLE t (a text COMPRESSION pglz, b text COMPRESSION pglz COLLATE "C" NOT NULL, c text COMPRESSION default);
