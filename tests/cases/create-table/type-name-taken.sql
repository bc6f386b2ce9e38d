-- case: A table's row type needs a free type name
-- covers: create-table/table, create-domain/domain
-- error: 42710
CREATE DOMAIN t AS int;
CREATE TABLE t (a int);
