-- case: A SELECT of an unknown text calls no function that changes the schema when there is none
CREATE TABLE items (id int PRIMARY KEY, name text);
CREATE TABLE changed (id int, name text);
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was record;
    is_now record;
    columns text;
BEGIN
    SELECT string_agg('x.' || quote_ident(attname), ', ') INTO columns
        FROM pg_attribute WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped;
    EXECUTE format('SELECT %s FROM (SELECT ($1).*) x', columns) INTO was USING OLD;
    EXECUTE format('SELECT %s FROM (SELECT ($1).*) x', columns) INTO is_now USING NEW;
    IF was IS DISTINCT FROM is_now THEN
        INSERT INTO changed VALUES (NEW.id, NEW.name);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER note_change AFTER UPDATE ON items FOR EACH ROW EXECUTE FUNCTION note_change();
INSERT INTO items VALUES (1, 'a');
UPDATE items SET name = 'b';
ALTER TABLE items ADD COLUMN size int;
CREATE VIEW sized AS SELECT id, size FROM items;
