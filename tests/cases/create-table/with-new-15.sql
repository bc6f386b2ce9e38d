-- case: A parameter of a later version
-- covers: create-table/with-storage
-- postgres: 15
-- error: 22023
CREATE TABLE t (a int) WITH (vacuum_max_eager_freeze_failure_rate = 0.1);
