-- case: With an empty path nothing can be made
-- covers: set/search-path
-- error: 3F000
SET search_path = '';
CREATE TABLE t (a int);
