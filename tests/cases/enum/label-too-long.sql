-- case: A label of 64 bytes
-- covers: create-type/enum
-- error: 42602
CREATE TYPE a AS ENUM ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
