-- case: No such sequence to drop
-- covers: drop-sequence/drop
-- error: 42P01
DROP SEQUENCE nosuch;
