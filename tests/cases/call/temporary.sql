-- case: a function with a temporary table in a loop over rows leaves the schema alone
CREATE TABLE job (id int PRIMARY KEY, done boolean);
CREATE FUNCTION run_jobs(batch int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    total int;
    done_so_far int := 0;
BEGIN
    SELECT count(*) INTO total FROM job;
    WHILE done_so_far < total LOOP
        CREATE TEMP TABLE chunk (id int) ON COMMIT DROP;
        INSERT INTO chunk SELECT id FROM job ORDER BY id LIMIT batch OFFSET done_so_far;
        UPDATE job SET done = true WHERE id IN (SELECT id FROM chunk);
        DROP TABLE chunk;
        done_so_far := done_so_far + batch;
    END LOOP;
END $$;
SELECT run_jobs(100);
ALTER TABLE job ADD COLUMN note text;
