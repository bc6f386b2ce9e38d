-- case: A statement of a block is read only when it runs
-- error: 55P04

CREATE TYPE state AS ENUM ('draft', 'sent');
BEGIN;
ALTER TYPE state ADD VALUE 'lost';
DO $$
BEGIN
  IF false THEN
    PERFORM 'lost'::state;
  END IF;
END $$;
DO $$ BEGIN PERFORM 'lost'::state; END $$;
