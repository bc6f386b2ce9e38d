-- case: A shell type is not ready for columns
-- covers: create-type/shell
-- error: 42704
CREATE TYPE sh;
CREATE TABLE t (a sh);
