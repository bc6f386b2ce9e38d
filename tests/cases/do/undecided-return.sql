-- case: A branch that is not decided returns: what follows may not run
-- covers: do/do
CREATE TABLE t (a int);
CREATE TABLE u (a int);
DO $$
BEGIN
    IF current_user = 'z' THEN
        RETURN;
    END IF;
    ALTER TABLE t ADD COLUMN b int;
END $$;
ALTER TABLE u ADD COLUMN b int;
