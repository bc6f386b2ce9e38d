-- case: Access method, storage parameters and tablespace
-- covers: create-table/using-method, create-table/with-storage, create-table/tablespace, create-table/without-oids
CREATE TABLE t (a int) USING heap WITH (fillfactor = 70, autovacuum_enabled = false) TABLESPACE pg_default;
CREATE TABLE u (a int) WITHOUT OIDS;
CREATE TABLE v (a text) WITH (toast.autovacuum_enabled = off, toast_tuple_target = 4096);
