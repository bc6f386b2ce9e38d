-- case: A star that depends on the primary key
-- covers: create-view/view
-- error: 2BP01
CREATE TABLE t (a int CONSTRAINT p PRIMARY KEY, b text);
CREATE VIEW v AS SELECT * FROM t GROUP BY a;
ALTER TABLE t DROP CONSTRAINT p;
