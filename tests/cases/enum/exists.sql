-- case: The name is taken
-- covers: create-type/enum
-- error: 42710
CREATE TYPE a AS ENUM ('x');
CREATE TYPE a AS ENUM ('y');
