-- case: Two collations of columns leave that of a view column unclear
-- covers: create-view/view
-- error: 42P22
CREATE TABLE s (b text COLLATE "C", c text COLLATE "POSIX", d text);
CREATE VIEW clear AS SELECT b || d AS bd, (b || c) COLLATE "C" AS bc, length(b || c) AS n FROM s;
CREATE VIEW v AS SELECT b || c AS bc FROM s;
