-- case: A label of 63 bytes
-- covers: create-type/enum
CREATE TYPE a AS ENUM ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
