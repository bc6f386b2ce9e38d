-- case: RAISE with a condition, and the handler of that condition
-- covers: do/do
DO $$
BEGIN
    BEGIN
        CREATE TABLE undone (x int);
        RAISE EXCEPTION 'no' USING ERRCODE = 'duplicate_object';
    EXCEPTION WHEN duplicate_object THEN
        CREATE TABLE a (x int);
    END;
    BEGIN
        RAISE unique_violation;
    EXCEPTION WHEN SQLSTATE '23505' THEN
        CREATE TABLE b (x int);
    END;
    BEGIN
        RAISE SQLSTATE '42P07';
    EXCEPTION WHEN duplicate_table THEN
        CREATE TABLE c (x int);
    END;
END $$;
