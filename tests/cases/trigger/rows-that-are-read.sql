-- case: Triggers of a table that is only read do not run
CREATE TABLE source (id int PRIMARY KEY);
CREATE TABLE copied (id int);
CREATE FUNCTION grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE copied ADD COLUMN grown int;
    RETURN NULL;
END $$;
CREATE TRIGGER grow AFTER INSERT ON source EXECUTE FUNCTION grow();
INSERT INTO copied SELECT id FROM source;
WITH all_of_them AS (SELECT id FROM source) INSERT INTO copied SELECT id FROM all_of_them;
ALTER TABLE copied ADD COLUMN here text;
