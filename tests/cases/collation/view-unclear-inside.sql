-- case: What a subquery leaves unclear stays so
-- covers: create-view/view
-- error: 42P22
CREATE TABLE s (b text COLLATE "C", c text COLLATE "POSIX", d text);
CREATE VIEW clear AS SELECT bc || b AS bcb, bc COLLATE "C" AS bc FROM (SELECT b || c AS bc, b FROM s) q;
CREATE VIEW v AS SELECT bc FROM (SELECT coalesce(b, c) AS bc FROM s) q;
