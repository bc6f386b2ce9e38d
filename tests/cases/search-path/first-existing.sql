-- case: A schema that is not there is passed over
-- covers: set/search-path
SET search_path = nosuch, public;
CREATE TABLE t (a int);
