-- case: An integer takes no modifier
-- covers: create-table/column
-- error: 42601
CREATE TABLE t (a int4(3));
