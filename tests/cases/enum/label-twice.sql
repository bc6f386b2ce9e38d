-- case: One label twice
-- covers: create-type/enum
-- error: 23505
CREATE TYPE a AS ENUM ('x', 'y', 'x');
