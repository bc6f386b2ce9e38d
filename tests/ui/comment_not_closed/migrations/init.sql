-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY);
/* Of the notes /* of others */
CREATE TABLE pages (id bigint PRIMARY KEY);
