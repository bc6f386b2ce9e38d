-- case: The condition of a view calls a function with types that it does not take
-- error: 42883
CREATE TABLE t (id integer, note text);
CREATE VIEW v AS SELECT id FROM t WHERE starts_with(note, 'a');
CREATE VIEW w AS SELECT id FROM t WHERE starts_with(note, id);
