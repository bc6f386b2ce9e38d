-- case: A trigger that is disabled, or of replicas, runs with no statement
-- covers: alter-table/disable-trigger
CREATE TABLE lot (name text);
CREATE TABLE parted (name text) PARTITION BY LIST (name);
CREATE TABLE part PARTITION OF parted DEFAULT;
CREATE FUNCTION makes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'CREATE TABLE ' || new.name || ' ()';
    RETURN new;
END
$$;
CREATE TRIGGER makes BEFORE INSERT OR UPDATE ON lot FOR EACH ROW EXECUTE FUNCTION makes();
CREATE TRIGGER makes AFTER INSERT ON parted FOR EACH ROW EXECUTE FUNCTION makes();
ALTER TABLE lot DISABLE TRIGGER USER;
INSERT INTO lot VALUES ('made');
UPDATE lot SET name = 'made';
ALTER TABLE lot ENABLE REPLICA TRIGGER makes;
INSERT INTO lot VALUES ('made');
ALTER TABLE parted DISABLE TRIGGER makes;
INSERT INTO part VALUES ('made');
INSERT INTO parted VALUES ('made');
CREATE TABLE made ();
ALTER TABLE lot ADD COLUMN other int;
ALTER TABLE lot ENABLE TRIGGER ALL;
