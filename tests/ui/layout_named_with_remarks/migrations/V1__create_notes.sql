-- Revision: 12
-- What the shop sells.
CREATE TABLE notes (id bigint PRIMARY KEY);
