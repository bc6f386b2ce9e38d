-- case: Two collations of columns leave that of an index expression unclear
-- covers: create-index/expression
-- error: 42P22
CREATE TABLE s (b text COLLATE "C", c text COLLATE "POSIX");
CREATE INDEX i ON s ((b || c));
