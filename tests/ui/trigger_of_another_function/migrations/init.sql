-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY, changed_at timestamptz);
CREATE FUNCTION touched() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()';
CREATE TRIGGER touch BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touched();
CREATE FUNCTION stamped(name text) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER stamp BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION stamped();
