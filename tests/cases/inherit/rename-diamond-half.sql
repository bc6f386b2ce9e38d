-- case: a column is not renamed that another parent has as well
-- error: 42P16

CREATE TABLE one (a int);
CREATE TABLE two (a int);
CREATE TABLE below () INHERITS (one);
CREATE TABLE bottom () INHERITS (below, two);
ALTER TABLE one RENAME COLUMN a TO b;
