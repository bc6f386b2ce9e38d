-- case: Values added at all places
-- covers: alter-type/add-value, alter-type/add-value-before, alter-type/add-value-after, alter-type/add-value-if-not-exists
CREATE TYPE e AS ENUM ('b', 'd');
ALTER TYPE e ADD VALUE 'e';
ALTER TYPE e ADD VALUE 'a' BEFORE 'b';
ALTER TYPE e ADD VALUE 'c' AFTER 'b';
ALTER TYPE e ADD VALUE 'cc' BEFORE 'd';
ALTER TYPE e ADD VALUE IF NOT EXISTS 'a';
ALTER TYPE e ADD VALUE IF NOT EXISTS 'f' AFTER 'e';
