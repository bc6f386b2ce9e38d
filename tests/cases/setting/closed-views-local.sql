-- case: They are open again after the transaction, and after RESET
CREATE TABLE boats (id int, name text);
CREATE VIEW fleet AS SELECT id FROM boats;
BEGIN;
SET LOCAL restrict_nonsystem_relation_kind TO 'view';
COMMIT;
SELECT id FROM fleet;
BEGIN;
SET restrict_nonsystem_relation_kind TO 'view';
ROLLBACK;
SELECT id FROM fleet;
SET restrict_nonsystem_relation_kind TO 'view';
RESET restrict_nonsystem_relation_kind;
SELECT id FROM fleet;
