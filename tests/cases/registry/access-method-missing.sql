-- case: DROP of an access method that is not there
-- error: 42704
DROP ACCESS METHOD tree;
