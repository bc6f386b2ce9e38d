CREATE TABLE notes (id bigint PRIMARY KEY);
SAVEPOINT first;
CREATE TABLE tags (id bigint PRIMARY KEY);
