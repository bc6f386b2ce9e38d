-- case: And is not dropped alone
-- covers: drop-sequence/drop
-- error: 2BP01
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
DROP SEQUENCE t_a_seq;
