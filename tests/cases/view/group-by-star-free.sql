-- case: A star of what is grouped by
-- covers: create-view/view
CREATE TABLE t (a int CONSTRAINT p PRIMARY KEY, b text);
CREATE VIEW v AS SELECT * FROM t GROUP BY a, b;
CREATE VIEW w AS SELECT count(*) AS n FROM t GROUP BY a;
ALTER TABLE t DROP CONSTRAINT p;
