-- case: USING where no cast assigns
-- covers: alter-table/type-using
CREATE TABLE t (a text, b text);
ALTER TABLE t ALTER COLUMN a TYPE int USING a::int;
ALTER TABLE t ALTER COLUMN b TYPE jsonb USING to_jsonb(b);
