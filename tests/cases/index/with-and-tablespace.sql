-- case: Storage
-- covers: create-index/with, create-index/tablespace
CREATE TABLE t (a int, b int[]);
CREATE INDEX i ON t (a) WITH (fillfactor = 50, deduplicate_items = off) TABLESPACE pg_default WHERE a > 0;
CREATE INDEX j ON t USING gin (b) WITH (fastupdate = off);
