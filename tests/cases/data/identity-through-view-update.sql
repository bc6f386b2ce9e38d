-- case: UPDATE of an identity column through a view, to DEFAULT too
-- error: 428C9
CREATE TABLE boats (id int GENERATED ALWAYS AS IDENTITY, name text);
CREATE VIEW fleet AS SELECT id, name FROM boats;
UPDATE fleet SET name = 'a';
UPDATE fleet SET id = DEFAULT;
