-- case: A parameter of this version
-- covers: create-table/with-storage
-- postgres: 18
CREATE TABLE t (a int) WITH (vacuum_max_eager_freeze_failure_rate = 0.1);
