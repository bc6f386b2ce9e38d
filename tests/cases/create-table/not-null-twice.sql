-- case: NOT NULL said twice
-- covers: create-table/not-null
CREATE TABLE t (a int NOT NULL NOT NULL);
