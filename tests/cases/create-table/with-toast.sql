-- case: Parameters of the TOAST table
-- covers: create-table/with-storage
CREATE TABLE t (a text) WITH (fillfactor = '70', toast.autovacuum_enabled = off, autovacuum_vacuum_scale_factor = 0.05, vacuum_index_cleanup = auto, parallel_workers = 2);
