-- case: A second operator family of the name
-- error: 42710
CREATE OPERATOR FAMILY odd USING btree;
CREATE OPERATOR FAMILY odd USING btree;
