-- case: No such table
-- covers: comment/table
-- error: 42P01
COMMENT ON TABLE nosuch IS 'x';
