-- case: What CREATE COLLATION copies is there
-- covers: create-table/column-collate
-- error: 42704
CREATE COLLATION first FROM "C";
CREATE COLLATION second FROM first;
CREATE COLLATION third FROM nowhere;
