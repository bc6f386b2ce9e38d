-- case: A sequence is not owned by a column of a system catalog, which has another owner
-- covers: create-sequence/owned-by
-- error: 55000
CREATE SEQUENCE s OWNED BY pg_class.relname;
