-- case: A table's row type has the name
-- covers: create-type/enum
-- error: 42710
CREATE TABLE a (x int);
CREATE TYPE a AS ENUM ('y');
