-- case: CREATE COLLATION FROM takes no other attribute
-- covers: create-table/column-collate
-- error: 42601
CREATE COLLATION copied (FROM = "C");
CREATE COLLATION copied_too (FROM = 'C');
CREATE COLLATION copied_more (FROM = "C", VERSION = '1');
