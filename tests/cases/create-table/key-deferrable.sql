-- case: Deferrable keys
-- covers: create-table/deferrable, create-table/initially-deferred, create-table/initially-immediate, create-table/not-deferrable
CREATE TABLE t (
    a int UNIQUE DEFERRABLE, b int UNIQUE DEFERRABLE INITIALLY DEFERRED, c int UNIQUE DEFERRABLE INITIALLY IMMEDIATE,
    d int UNIQUE NOT DEFERRABLE, e int UNIQUE INITIALLY DEFERRED, PRIMARY KEY (a, b) DEFERRABLE INITIALLY DEFERRED
);
