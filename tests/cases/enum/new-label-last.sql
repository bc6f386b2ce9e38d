-- case: The last label is one that the transaction has added
-- error: 55P04

CREATE TYPE state AS ENUM ('draft', 'sent');
BEGIN;
ALTER TYPE state ADD VALUE 'lost';
SELECT enum_first(NULL::state), enum_range(NULL::state, 'sent'::state);
SELECT enum_last(NULL::state) WHERE false;
SELECT enum_last(NULL::state);
