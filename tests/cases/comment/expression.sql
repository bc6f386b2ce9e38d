-- case: A comment is a literal
-- covers: comment/table
-- error: 42601
CREATE TABLE t (a int);
COMMENT ON TABLE t IS 'a' || 'b';
