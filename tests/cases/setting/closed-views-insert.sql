-- case: Closed views are not written through
-- error: 55000
CREATE TABLE boats (id int, name text);
CREATE VIEW fleet AS SELECT id FROM boats;
CREATE VIEW other AS SELECT id FROM boats;
CREATE RULE none AS ON INSERT TO other DO INSTEAD NOTHING;
SET restrict_nonsystem_relation_kind TO VIEW;
INSERT INTO other VALUES (1);
INSERT INTO fleet VALUES (1);
