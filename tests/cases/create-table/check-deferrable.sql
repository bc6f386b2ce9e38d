-- case: A check cannot be deferred
-- covers: create-table/check, create-table/deferrable
-- error: 42601
CREATE TABLE t (a int CHECK (a > 0) DEFERRABLE);
