-- case: A value for an identity column through two views
-- error: 428C9
CREATE TABLE boats (id int GENERATED ALWAYS AS IDENTITY, name text);
CREATE VIEW fleet AS SELECT id AS number, name FROM boats;
CREATE VIEW names AS SELECT name, number AS no FROM fleet;
INSERT INTO fleet VALUES (DEFAULT, 'a'), (DEFAULT, 'b');
INSERT INTO fleet OVERRIDING SYSTEM VALUE VALUES (8, 'c');
INSERT INTO names OVERRIDING USER VALUE VALUES ('d', 9);
INSERT INTO names (name) VALUES ('e');
INSERT INTO names VALUES ('f', 10);
