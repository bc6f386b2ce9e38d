-- case: What inserts and functions draw after DISCARD SEQUENCES
CREATE TABLE t (id serial, note text);
CREATE FUNCTION next_note() RETURNS bigint LANGUAGE sql AS $$SELECT nextval('t_id_seq')$$;
DISCARD SEQUENCES;
INSERT INTO t (note) VALUES ('a');
SELECT currval('t_id_seq');
DISCARD SEQUENCES;
SELECT next_note();
SELECT lastval();
