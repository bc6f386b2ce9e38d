-- case: A function of a later version
-- covers: create-table/default
-- postgres: 15
-- error: 42883
CREATE TABLE t (id uuid DEFAULT uuidv7());
