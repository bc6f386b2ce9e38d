-- case: A default over a sequence that is not there
-- covers: create-table/default
-- error: 42P01
CREATE TABLE t (a int DEFAULT nextval('nosuch'));
