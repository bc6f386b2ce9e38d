-- case: IF, ELSIF, ELSE
-- covers: do/do
CREATE TABLE b (x int);
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_tables WHERE tablename = 'a') THEN
        CREATE TABLE from_if (x int);
    ELSIF EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = 'b') THEN
        CREATE TABLE from_elsif (x int);
    ELSE
        CREATE TABLE from_else (x int);
    END IF;
END $$;
