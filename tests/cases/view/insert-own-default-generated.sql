-- case: DEFAULT through a view is the view's, which is a value for the table
-- covers: create-view/view
-- error: 428C9
CREATE TABLE t (a int PRIMARY KEY, b int GENERATED ALWAYS AS (a * 2) STORED);
CREATE VIEW v AS SELECT a, b FROM t;
INSERT INTO v VALUES (1, DEFAULT);
ALTER VIEW v ALTER COLUMN b SET DEFAULT 100;
INSERT INTO v VALUES (2, DEFAULT);
