-- case: Views over columns
-- covers: create-view/view, create-view/or-replace, create-view/column-names
CREATE TABLE t (a int NOT NULL, b varchar(10), c numeric(8,2), d text[]);
CREATE VIEW v1 AS SELECT a, b, c AS price, d FROM t;
CREATE VIEW v2 (x, y) AS SELECT a, b FROM t;
CREATE VIEW v3 (x) AS SELECT a, b FROM t;
CREATE OR REPLACE VIEW v4 AS SELECT * FROM t WHERE a > 0;
CREATE VIEW v5 AS SELECT q.* FROM t AS q;
CREATE VIEW v6 AS SELECT a, price FROM v1;
