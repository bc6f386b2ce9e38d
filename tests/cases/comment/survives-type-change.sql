-- case: And through a change of type
-- covers: comment/column, comment/constraint, alter-table/type
CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0));
COMMENT ON COLUMN t.a IS 'a';
COMMENT ON CONSTRAINT k ON t IS 'k';
ALTER TABLE t ALTER COLUMN a TYPE bigint;
