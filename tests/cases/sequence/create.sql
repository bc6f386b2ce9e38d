-- case: Sequences
-- covers: create-sequence/sequence, create-sequence/if-not-exists
CREATE SEQUENCE s;
CREATE SEQUENCE IF NOT EXISTS s START 50;
CREATE SEQUENCE IF NOT EXISTS "Mixed Case";
