-- case: a SELECT calls a function once for each row of VALUES, of unnest, and of a catalog
CREATE TABLE a (id int);
CREATE TABLE b (id int);
CREATE TABLE c (id int);
CREATE FUNCTION add_column(of_table text, name text) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'ALTER TABLE ' || quote_ident(of_table) || ' ADD COLUMN ' || quote_ident(name) || ' text';
    RETURN 1;
END $$;
SELECT add_column(t, n) FROM (VALUES ('a', 'x'), ('b', 'y')) AS v(t, n);
SELECT add_column(t, 'z') FROM unnest(ARRAY['a', 'c']) AS t;
SELECT add_column(tablename, 'w') FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename;
SELECT add_column('a', 'p'), add_column('b', 'q');
