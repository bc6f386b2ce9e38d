-- case: A generation expression must be immutable
-- covers: create-table/generated-stored
-- error: 42P17
CREATE TABLE t (a timestamptz GENERATED ALWAYS AS (now()) STORED);
