-- case: But can be altered and renamed
-- covers: alter-sequence/increment, alter-sequence/rename-to
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY);
ALTER SEQUENCE t_a_seq INCREMENT BY 10;
ALTER SEQUENCE t_a_seq RENAME TO ids;
