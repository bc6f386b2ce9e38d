-- case: Only TOAST tables have a namespace of parameters
-- covers: create-table/with-storage
-- error: 22023
CREATE TABLE t (a int) WITH (foo.bar = 1);
