-- case: An unlogged table cannot be published
-- error: 22023
CREATE UNLOGGED TABLE scratch (id int);
CREATE PUBLICATION feed FOR TABLE scratch;
