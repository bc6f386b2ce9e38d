-- case: No function of one's own in WHERE, though it be immutable
-- error: 0A000
CREATE TABLE reading (id int PRIMARY KEY);
CREATE FUNCTION low(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1 < 3';
CREATE PUBLICATION feed FOR TABLE reading WHERE (low(id));
