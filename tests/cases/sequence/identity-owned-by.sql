-- case: The sequence of an identity keeps its owner
-- covers: alter-sequence/owned-by
-- error: 0A000
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int);
ALTER SEQUENCE t_a_seq OWNED BY t.b;
