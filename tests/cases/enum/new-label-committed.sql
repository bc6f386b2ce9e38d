-- case: Labels that are committed are values of any statement
CREATE TYPE state AS ENUM ('draft', 'sent');
CREATE TABLE letters (id int, note text);
BEGIN;
ALTER TYPE state ADD VALUE 'lost';
SELECT enum_last(NULL::state) FROM letters;
COMMIT;
SELECT 'lost'::state, enum_last(NULL::state), enum_range(NULL::state), '{lost}'::state[];
