-- case: A row with what is none of the labels
-- covers: create-type/enum
-- error: 22P02
CREATE TYPE e AS ENUM ('a', 'b');
CREATE DOMAIN d AS e;
CREATE TABLE t (id int PRIMARY KEY, x d, y e[]);
INSERT INTO t (x, id, y) VALUES ('a', 1, '{b}');
INSERT INTO t (x, id) VALUES ('c', 2);
