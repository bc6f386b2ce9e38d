-- case: Deferrable foreign keys
-- covers: create-table/deferrable, create-table/initially-deferred
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p DEFERRABLE, b int REFERENCES p DEFERRABLE INITIALLY DEFERRED, c int REFERENCES p INITIALLY DEFERRED, d int REFERENCES p NOT DEFERRABLE INITIALLY IMMEDIATE);
