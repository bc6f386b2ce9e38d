-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE parts (id bigint, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (100);
CREATE INDEX parts_1_by_id ON parts_1 (id DESC);
CREATE INDEX CONCURRENTLY parts_1_again ON parts_1 ((id + 1));
DROP INDEX CONCURRENTLY IF EXISTS parts_1_by_id;
ALTER TABLE parts DETACH PARTITION parts_1 CONCURRENTLY;
