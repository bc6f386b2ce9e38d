-- case: A call that is a field of a row, and a cast in the form of a call
CREATE TABLE t (id integer, note text);
CREATE VIEW v AS SELECT note(t) AS a, text(id) AS b, int8(id) AS c FROM t;
