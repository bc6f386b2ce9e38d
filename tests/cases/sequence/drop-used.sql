-- case: A default needs it
-- covers: drop-sequence/drop, drop-sequence/restrict
-- error: 2BP01
CREATE TABLE t (a serial);
DROP SEQUENCE t_a_seq RESTRICT;
