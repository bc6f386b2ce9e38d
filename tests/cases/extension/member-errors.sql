-- case: A member of an extension cannot be dropped by itself
-- covers: alter-extension/add
-- error: 2BP01
CREATE EXTENSION citext;
CREATE TABLE member (a int);
ALTER EXTENSION citext ADD TABLE member;
DROP TABLE member;
