-- case: Storage of a table changes nothing that a program sees
-- covers: alter-table/cluster-on, alter-table/set-without-cluster, alter-table/set-without-oids, alter-table/set-access-method, alter-table/set-tablespace, alter-table/set-logged, alter-table/set-unlogged, alter-table/set-storage-parameter, alter-table/reset-storage-parameter, alter-table/all-in-tablespace
CREATE TABLE t (a int PRIMARY KEY);
ALTER TABLE t CLUSTER ON t_pkey;
ALTER TABLE t SET WITHOUT CLUSTER;
ALTER TABLE t SET WITHOUT OIDS;
ALTER TABLE t SET ACCESS METHOD heap;
ALTER TABLE t SET TABLESPACE pg_default;
ALTER TABLE t SET UNLOGGED;
ALTER TABLE t SET LOGGED;
ALTER TABLE t SET (fillfactor = 70, autovacuum_enabled = false);
ALTER TABLE t RESET (fillfactor);
ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE pg_default;
