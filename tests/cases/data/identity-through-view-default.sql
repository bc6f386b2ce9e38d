-- case: A default of the view is a value for the identity below it
-- error: 428C9
CREATE TABLE boats (id int GENERATED ALWAYS AS IDENTITY, name text);
CREATE VIEW fleet AS SELECT id, name FROM boats;
ALTER VIEW fleet ALTER id SET DEFAULT 5;
INSERT INTO fleet OVERRIDING USER VALUE VALUES (DEFAULT, 'a');
INSERT INTO fleet (name) VALUES ('b');
