-- case: A string that is cast is a label before anything runs, whether the row is there or not
-- error: 55P04

CREATE TYPE state AS ENUM ('draft', 'sent');
CREATE TABLE letters (id int, note text);
BEGIN;
ALTER TYPE state ADD VALUE 'lost';
SELECT 'lost'::text, 'sent'::state FROM letters;
SELECT CAST('lost' AS state) FROM letters WHERE false;
