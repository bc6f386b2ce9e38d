-- case: An attribute of no known type
-- covers: create-type/composite
-- error: 42704
CREATE TYPE c AS (a nosuch);
