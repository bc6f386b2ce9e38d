-- case: A family of an access method that is not there
-- error: 42704
CREATE OPERATOR FAMILY odd USING btre;
