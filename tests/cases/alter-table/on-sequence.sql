-- case: A sequence has no defaults
-- covers: alter-table/set-default, create-sequence/sequence
-- error: 42809
CREATE SEQUENCE s;
ALTER TABLE s ALTER COLUMN last_value SET DEFAULT 1;
