-- case: An operator that is not there, in a subquery of a view
-- error: 42883
CREATE TABLE t (id integer, note text);
CREATE VIEW v AS SELECT id FROM t WHERE EXISTS (SELECT FROM t AS z WHERE z.note = t.note AND z.id = t.note);
