-- case: A table becomes a member and leaves again
-- covers: alter-extension/add, alter-extension/drop
CREATE EXTENSION citext;
CREATE TABLE member (a int);
CREATE TABLE visitor (a int);
ALTER EXTENSION citext ADD TABLE member;
ALTER EXTENSION citext ADD TABLE visitor;
ALTER EXTENSION citext DROP TABLE visitor;
