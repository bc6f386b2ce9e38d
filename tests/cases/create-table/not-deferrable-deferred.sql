-- case: INITIALLY DEFERRED needs DEFERRABLE
-- covers: create-table/not-deferrable, create-table/initially-deferred
-- error: 42601
CREATE TABLE t (a int UNIQUE NOT DEFERRABLE INITIALLY DEFERRED);
