-- case: A string that is cast to an enum is none of its labels
-- error: 22P02

CREATE TYPE state AS ENUM ('draft', 'sent');
SELECT state 'sent' WHERE false;
SELECT state 'lost' WHERE false;
