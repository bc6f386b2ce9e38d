-- case: NULL and the empty string take a comment away
-- covers: comment/is-null
CREATE TABLE t (a int, b int);
COMMENT ON TABLE t IS 'x';
COMMENT ON TABLE t IS NULL;
COMMENT ON COLUMN t.a IS 'x';
COMMENT ON COLUMN t.a IS '';
COMMENT ON COLUMN t.b IS 'x';
COMMENT ON COLUMN t.b IS 'y';
