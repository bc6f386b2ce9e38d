-- case: Triggers of the parent go at every level of what is detached
-- error: 42704
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TABLE readings (day int) PARTITION BY RANGE (day);
CREATE TABLE readings_old PARTITION OF readings FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (day);
CREATE TABLE readings_older PARTITION OF readings_old FOR VALUES FROM (10) TO (15);
CREATE TRIGGER own AFTER INSERT ON readings_old FOR EACH ROW EXECUTE FUNCTION noted();
CREATE TRIGGER given AFTER INSERT ON readings FOR EACH ROW EXECUTE FUNCTION noted();
ALTER TABLE readings DETACH PARTITION readings_old;
DROP TRIGGER given ON readings_older;
