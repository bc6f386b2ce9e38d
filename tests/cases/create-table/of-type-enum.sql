-- case: Only composite types make tables
-- covers: create-table/of-type, create-type/enum
-- error: 42809
CREATE TYPE e AS ENUM ('a');
CREATE TABLE t OF e;
