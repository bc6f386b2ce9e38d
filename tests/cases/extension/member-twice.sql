-- case: An object belongs to one extension once
-- covers: alter-extension/add
-- error: 55000
CREATE EXTENSION citext;
CREATE TABLE member (a int);
ALTER EXTENSION citext ADD TABLE member;
ALTER EXTENSION citext ADD TABLE member;
