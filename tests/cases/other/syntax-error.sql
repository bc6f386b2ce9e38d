-- case: A misspelt word
-- covers: create-table/table
-- error: 42601
CREATE TABEL t (a int);
