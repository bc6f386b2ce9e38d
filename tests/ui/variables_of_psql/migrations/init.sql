-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY, owner text DEFAULT :'owner');
INSERT INTO notes (id) VALUES (:first);
GRANT SELECT ON notes TO :"reader";
