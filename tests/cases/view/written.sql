-- case: Data statements on views that the server takes
-- covers: create-view/view
CREATE TABLE t (a int PRIMARY KEY, b text, limited boolean);
CREATE VIEW plain AS SELECT a, b AS "limit", b || 'x' AS shown FROM t WHERE b IS DISTINCT FROM 'x' ORDER BY a;
INSERT INTO plain (a, "limit") VALUES (1, 'b');
INSERT INTO plain VALUES (2);
INSERT INTO plain SELECT 3, 'c';
UPDATE plain SET "limit" = DEFAULT WHERE shown = 'bx';
INSERT INTO plain (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET "limit" = 'e';
-- A cast to the column's own type is the column, and so is a name in parentheses.
CREATE VIEW same AS SELECT a::int AS c, (b) AS d FROM ONLY t AS x;
UPDATE same SET c = 4, d = 'd' WHERE c = 3;
CREATE VIEW above AS SELECT "limit", shown, a FROM plain;
UPDATE above SET "limit" = 'f';
DELETE FROM above WHERE a = 1;
-- What is in a subquery makes no other rows.
CREATE VIEW counted AS SELECT a, (SELECT count(*) FROM t AS u) AS n FROM t;
DELETE FROM counted WHERE a = 2;
CREATE VIEW listed AS (SELECT a FROM t WHERE b IN (SELECT b FROM t GROUP BY b LIMIT 3));
UPDATE listed SET a = a;
CREATE VIEW constant AS SELECT 1 AS one FROM t;
DELETE FROM constant;
CREATE VIEW pair AS SELECT a, a AS a2 FROM t;
INSERT INTO pair (a, a2) VALUES (9, DEFAULT);
