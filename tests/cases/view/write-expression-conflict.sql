-- case: ON CONFLICT sets an expression
-- covers: create-view/view
-- error: 0A000
CREATE TABLE t (a int PRIMARY KEY, b text);
CREATE VIEW v AS SELECT a, upper(b) AS u FROM t;
INSERT INTO v (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET u = 'x';
