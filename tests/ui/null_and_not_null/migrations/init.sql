-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE notes (
    id bigint PRIMARY KEY,
    title text NULL NOT NULL,
    body text NOT NULL DEFAULT '' NULL
);
CREATE TABLE pages (id bigint NULL PRIMARY KEY);
