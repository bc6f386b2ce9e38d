-- case: search_path that trigger functions set for themselves, and set_config() as a value
-- covers: do/do
CREATE SCHEMA audit;
CREATE TABLE item (id int PRIMARY KEY);
CREATE TABLE audit.log (id int PRIMARY KEY);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL search_path TO audit;
    INSERT INTO log VALUES (NEW.id);
    RETURN NEW;
END $$;
CREATE FUNCTION note_again() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    PERFORM set_config('search_path', 'audit, ' || 'public', true);
    RETURN NEW;
END $$;
CREATE TRIGGER noted AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION note();
INSERT INTO item SELECT n FROM generate_series(1, 3) AS n;
CREATE TABLE stays (a int PRIMARY KEY);
DROP TRIGGER noted ON item;
CREATE TRIGGER noted_again AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION note_again();
BEGIN;
INSERT INTO item SELECT n FROM generate_series(4, 5) AS n;
CREATE TABLE stays_too (a int PRIMARY KEY);
COMMIT;
DO $$
DECLARE
    x text;
BEGIN
    x := set_config('search_path', 'audit', false);
    CREATE TABLE second (a int PRIMARY KEY);
    EXECUTE format('COMMENT ON TABLE second IS %L', x);
END $$;
CREATE TABLE third (a int PRIMARY KEY);
DO $$
BEGIN
    IF set_config('search_path', 'public, audit', false) IS NOT NULL THEN
        CREATE TABLE fourth (a int PRIMARY KEY);
    END IF;
END $$;
