-- case: UPDATE to a label that the transaction has added
-- error: 55P04

CREATE TYPE state AS ENUM ('draft', 'sent');
CREATE TABLE letters (id int, state state, note text);
BEGIN;
ALTER TYPE state ADD VALUE 'lost';
UPDATE letters SET note = 'lost', state = 'sent';
UPDATE letters SET state = 'lost' WHERE id < 0;
