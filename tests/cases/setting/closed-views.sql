-- case: Views are closed to queries, not to views over them
-- error: 55000
CREATE TABLE boats (id int, name text);
CREATE VIEW fleet AS SELECT id FROM boats;
SET restrict_nonsystem_relation_kind TO 'foreign-table';
SELECT id FROM fleet;
SET restrict_nonsystem_relation_kind TO 'foreign-table, view';
CREATE VIEW part AS SELECT id FROM fleet;
SELECT viewname FROM pg_views;
SELECT 'fleet'::regclass, (SELECT count(*) FROM boats);
SELECT 1 FROM boats WHERE id IN (SELECT id FROM fleet);
