-- case: A view's own default is a value
-- covers: create-view/view
-- error: 0A000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, upper(b) AS u FROM t;
ALTER VIEW v ALTER COLUMN u SET DEFAULT 'x';
INSERT INTO v (a) VALUES (1);
