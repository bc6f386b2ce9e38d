-- case: An operator that is not there, in the query of INSERT
-- error: 42883
CREATE TABLE t (id integer, note text);
INSERT INTO t SELECT id, note FROM t WHERE id = 3;
INSERT INTO t SELECT id, note FROM t WHERE note > 3;
