-- case: VACUUM in a block
-- covers: do/do
-- error: 25001
CREATE TABLE t (a int);
DO $$
BEGIN
    VACUUM t;
END $$;
