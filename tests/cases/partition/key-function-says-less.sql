-- case: A body that is less certain than its function says does not take the place of a call
-- error: 42P17
CREATE FUNCTION half(n integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 / 2';
CREATE FUNCTION quarter(n integer) RETURNS integer LANGUAGE sql STABLE AS 'SELECT half(half($1))';
CREATE TABLE t (a integer) PARTITION BY LIST (quarter(a));
