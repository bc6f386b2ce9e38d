-- case: loops over VALUES alone, and columns of `*` by their place
CREATE TABLE a (id int);
CREATE TABLE b (id int);
DO $$
DECLARE
    t text;
    x text;
    y text;
BEGIN
    FOR t IN (VALUES ('a'), ('b')) LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN note text', t);
    END LOOP;
    FOR x, y IN SELECT * FROM (VALUES ('a', 'one'), ('b', 'two')) AS v(z, c) LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN %I text', x, y);
    END LOOP;
    FOR x, y IN VALUES ('a', 'three') LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN %I text', x, y);
    END LOOP;
END $$;
