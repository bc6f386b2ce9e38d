-- case: TRUNCATE of a view
-- error: 42809
CREATE TABLE a (id int);
CREATE VIEW v AS SELECT id FROM a;
TRUNCATE v;
