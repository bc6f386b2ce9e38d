-- case: INCLUDING COMMENTS alone: of columns
-- covers: create-table/like-including-comments
CREATE TABLE s (a int CONSTRAINT k CHECK (a > 0), b text);
COMMENT ON TABLE s IS 'table';
COMMENT ON COLUMN s.b IS 'b';
COMMENT ON CONSTRAINT k ON s IS 'k';
CREATE TABLE t (LIKE s INCLUDING COMMENTS);
