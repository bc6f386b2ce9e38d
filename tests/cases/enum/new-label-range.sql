-- case: A range without a beginning shows a label that the transaction has added
-- error: 55P04

CREATE TYPE state AS ENUM ('draft', 'sent');
BEGIN;
ALTER TYPE state ADD VALUE 'new' BEFORE 'draft';
SELECT enum_range('draft'::state, NULL::state), enum_last(NULL::state);
SELECT enum_range(NULL::state, 'draft'::state);
