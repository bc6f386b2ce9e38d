-- case: Sequences dropped
-- covers: drop-sequence/drop, drop-sequence/if-exists
CREATE SEQUENCE a;
CREATE SEQUENCE b;
DROP SEQUENCE a, b;
DROP SEQUENCE IF EXISTS a;
