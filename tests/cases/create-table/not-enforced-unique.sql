-- case: A unique key is always enforced
-- covers: create-table/not-enforced
-- postgres: 18
-- error: 42601
CREATE TABLE t (a int UNIQUE NOT ENFORCED);
