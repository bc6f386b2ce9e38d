-- case: Guards on the server's version
-- covers: do/do
DO $$
DECLARE
    v int := current_setting('server_version_num')::int;
BEGIN
    IF v >= 140000 THEN
        CREATE TABLE from_14 (x int);
    END IF;
    IF v / 10000 >= 99 OR current_setting('server_version_num')::integer < 100000 THEN
        CREATE TABLE wrong (x int);
    END IF;
    IF (SELECT current_setting('server_version_num')::int) BETWEEN 150000 AND 189999 THEN
        CREATE TABLE between_15_and_18 (x int);
    END IF;
END $$;
