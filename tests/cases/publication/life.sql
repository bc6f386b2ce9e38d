-- case: A publication from its beginning to its end
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE TABLE items (id int, n int);
CREATE SCHEMA app;
CREATE PUBLICATION feed FOR TABLE orders (id, total) WHERE (id > 10) WITH (publish = 'insert, update');
ALTER PUBLICATION feed ADD TABLE items;
ALTER PUBLICATION feed SET (publish = 'insert', publish_via_partition_root = true);
ALTER PUBLICATION feed SET TABLE items, ONLY orders;
ALTER PUBLICATION feed ADD TABLES IN SCHEMA app;
ALTER PUBLICATION feed DROP TABLE items;
ALTER PUBLICATION feed DROP TABLES IN SCHEMA app;
ALTER PUBLICATION feed RENAME TO stream;
COMMENT ON PUBLICATION stream IS 'what others read';
CREATE PUBLICATION feed FOR ALL TABLES;
DROP PUBLICATION IF EXISTS feed, nothing;
ALTER TABLE orders DROP COLUMN note;
DROP TABLE orders;
DROP PUBLICATION stream;
CREATE PUBLICATION stream;
