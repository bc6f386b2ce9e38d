-- case: EXISTS in a view, with and without columns
CREATE TABLE t (id integer, note text);
CREATE VIEW v AS SELECT id FROM t WHERE EXISTS (SELECT FROM t AS z WHERE z.id = t.id)
    AND NOT EXISTS (SELECT 1 FROM t AS z WHERE z.note = t.note AND z.id IN (SELECT id FROM t));
