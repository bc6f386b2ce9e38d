-- case: A generated column through a view
-- covers: create-view/view
-- error: 428C9
CREATE TABLE t (a int, g int GENERATED ALWAYS AS (a + 1) STORED);
CREATE VIEW v AS SELECT a, g FROM t;
INSERT INTO v VALUES (1, 2);
