-- case: Data changes leave the catalog alone
-- covers: do/do
CREATE TABLE t (a int);
DO $$
BEGIN
    INSERT INTO t VALUES (1), (2);
    UPDATE t SET a = a + 1 WHERE a > 1;
    DELETE FROM t;
    PERFORM count(*) FROM t;
END $$;
