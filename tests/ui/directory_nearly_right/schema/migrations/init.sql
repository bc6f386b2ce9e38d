-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY);
