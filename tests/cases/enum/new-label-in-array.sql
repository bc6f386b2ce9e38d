-- case: The elements of an array are labels, too
-- error: 55P04

CREATE TYPE state AS ENUM ('draft', 'sent');
BEGIN;
ALTER TYPE state ADD VALUE 'lost';
SELECT '{draft,NULL,sent}'::state[];
UPDATE pg_class SET relname = 'x' WHERE 'lost' = ANY ('{draft,lost}'::state[]);
