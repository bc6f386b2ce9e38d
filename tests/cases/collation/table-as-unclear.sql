-- case: Two collations of columns leave that of a new column unclear
-- covers: create-view/view
-- error: 42P22
CREATE TABLE s (b text COLLATE "C", c text COLLATE "POSIX", d text);
CREATE TABLE clear AS SELECT b || d AS bd, (b || c) COLLATE "C" AS bc FROM s;
CREATE TABLE t AS SELECT b || c AS bc FROM s;
